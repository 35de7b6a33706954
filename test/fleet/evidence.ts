import type { Evidence } from './audit.js';
import type { Dump, Remaining } from './merchant.js';
import type { Keyed } from './shopper.js';
import type { World } from './world.js';

export interface Told {
  readonly sessions: readonly string[];
  readonly keyed: readonly Keyed[];
}

export interface EvidenceWithStory extends Evidence {
  /** What was done to a session and what its log says of it. */
  readonly story: (session: string) => string;
}

/** Collects what the store, the providers and the merchant know. */
export async function evidenceOf(
  world: World,
  { sessions, keyed }: Told,
  remaining: Remaining,
): Promise<EvidenceWithStory> {
  const dumps: Dump[] = [];
  for (const id of sessions) {
    const dump = await world.order('dump', id);
    if (dump === null) throw new Error(`The session ${id} was created and is gone.`);
    dumps.push(dump);
  }
  const books = await world.providers.books();
  const story = (id: string): string => {
    const dump = dumps.find(({ session }) => session.id === id);
    const references = dump?.session.providerSessions.map(({ reference }) => reference) ?? [];
    return [
      `session ${id}`,
      ...(world.journal.get(id) ?? []).map((line) => `  did   ${line}`),
      ...(dump?.events ?? []).map(
        ({ at, type, attemptId, data }) =>
          `  log   ${at} ${type} ${attemptId ?? ''} ${JSON.stringify(data)}`,
      ),
      ...books
        .filter(({ reference }) => references.includes(reference))
        .map((book) => `  book  ${JSON.stringify(book)}`),
      ...(dump?.session.attempts ?? []).map((attempt) => `  has   ${JSON.stringify(attempt)}`),
    ].join('\n');
  };
  return { dumps, books, told: world.told(), keyed, remaining, story };
}
