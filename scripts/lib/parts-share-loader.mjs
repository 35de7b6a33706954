import { createHash } from 'node:crypto';

const FROM_ENTRY = /import\s*\{([^}]*)\}\s*from\s*["']\.\.\/hpp-checkout\.js["'];?/g;
const EXPORTS = /export\s*\{([^}]*)\};?\s*$/;

/** `a as b, c` -> [['a', 'b'], ['c', 'c']] */
const bindings = (list) =>
  list.split(',').map((each) => {
    const [name, alias = name] = each.trim().split(/\s+as\s+/);
    return [name, alias];
  });

/**
 * A part that is loaded on demand takes what it shares with the first screen from the very copy that
 * loaded it. Imported by path it would come twice when the page's script has another URL, such as
 * `hpp-checkout.js?v=3`: twice the bytes, and a second Lit, which a strict Trusted Types policy
 * refuses. So the entry hands its bindings over under a key of this build, which also stands in the
 * names of the parts.
 */
export function partsShareLoader(entryName = 'hpp-checkout.js') {
  return {
    name: 'parts-share-loader',
    generateBundle(_, bundle) {
      const entry = bundle[entryName];
      const parts = Object.values(bundle).filter((file) => file.fileName !== entryName);
      const key = createHash('sha256').update(entry.code).digest('hex').slice(0, 8);
      const shelf = `globalThis[Symbol.for("hpp-checkout:${key}")]`;
      const renamed = parts.map(({ fileName }) => [
        fileName.replace(/^.*\//, ''),
        fileName.replace(/^.*\//, '').replace(/\.js$/, `-${key}.js`),
      ]);
      const rename = (code) =>
        renamed.reduce((text, [from, to]) => text.replaceAll(from, to), code);

      // By position: a name for each binding would be sent with the first screen.
      let places = [];
      entry.code = rename(entry.code).replace(EXPORTS, (_, list) => {
        const names = bindings(list);
        places = names.map(([, alias]) => alias);
        return `${shelf}??=[${names.map(([name]) => name).join(',')}];`;
      });
      for (const part of parts) {
        const code = rename(part.code).replaceAll(FROM_ENTRY, (_, list) => {
          const taken = bindings(list).map(([name, alias]) => `${places.indexOf(name)}:${alias}`);
          return `const{${taken.join(',')}}=${shelf};`;
        });
        if (code.includes(entryName)) this.error(`${part.fileName} still imports ${entryName}.`);
        delete bundle[part.fileName];
        this.emitFile({ type: 'asset', fileName: rename(part.fileName), source: code });
      }
    },
  };
}
