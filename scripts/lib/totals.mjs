/** A reporter of node:test that writes `{ passed, failed }` as JSON, and nothing else. */
export default async function* totals(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    const isTest = data?.details?.type !== 'suite' && data?.skip === undefined;
    if (type === 'test:pass' && isTest) passed += 1;
    if (type === 'test:fail' && isTest) failed += 1;
  }
  yield JSON.stringify({ passed, failed });
}
