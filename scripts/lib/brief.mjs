import { inspect } from 'node:util';

/** A reporter of node:test: a dot per test, then every failure with its place and its cause. */
export default async function* brief(events) {
  const failures = [];
  let width = 0;
  for await (const { type, data } of events) {
    if (type === 'test:stderr') yield data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { error, type: kind } = data.details;
    // A suite, or a file, that fails only because of what is in it has been told already.
    const told = kind === 'suite' || error?.failureType === 'subtestsFailed';
    if (told) continue;
    if (type === 'test:fail') failures.push({ ...data, error });
    width += 1;
    yield `${type === 'test:pass' ? '.' : 'X'}${width % 80 === 0 ? '\n' : ''}`;
  }
  yield '\n';
  for (const { name, file, error } of failures) {
    yield `\n✖ ${name}\n  ${file ?? ''}\n${inspect(error?.cause ?? error, { depth: 6, maxStringLength: 600 })}\n`;
  }
}
