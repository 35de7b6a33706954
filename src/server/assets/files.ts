import type { AssetFile } from '../options.js';
import { assetId, contentHash } from './asset-id.js';

/** The merchant's own images: known from the options, so they need no store. */
export interface AssetFiles {
  idOf(name: string): Promise<string | null>;
  byId(id: string): Promise<AssetFile | null>;
}

export function assetFiles(files: Readonly<Record<string, AssetFile>>): AssetFiles {
  const ids = new Map<string, Promise<string>>();
  let index: Promise<ReadonlyMap<string, AssetFile>> | undefined;

  /** Made of name and bytes: another picture under the same name gets another id. */
  function idOf(name: string, file: AssetFile): Promise<string> {
    const id = ids.get(name) ?? contentHash(file.body).then((hash) => assetId(name, hash));
    ids.set(name, id);
    return id;
  }

  async function indexed(): Promise<ReadonlyMap<string, AssetFile>> {
    const entries = Object.entries(files);
    return new Map(
      await Promise.all(
        entries.map(async ([name, file]) => [await idOf(name, file), file] as const),
      ),
    );
  }

  return {
    async idOf(name) {
      const file = Object.hasOwn(files, name) ? files[name] : undefined;
      return file ? idOf(name, file) : null;
    },
    async byId(id) {
      index ??= indexed();
      return (await index).get(id) ?? null;
    },
  };
}
