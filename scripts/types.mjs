/** Checks the types of every realm, each under its own `lib`. Two at a time. */
import { isMain, main, runTool, Stop } from './lib/run.mjs';

const REALMS = [
  'src/widget',
  'src/server',
  'test',
  'demo',
  'src/node',
  'src/conformance',
  'src/cli',
  'src/contract',
  'src/widget/session',
];

export async function checkTypes() {
  const queue = [...REALMS];
  const failed = [];
  const worker = async () => {
    for (let realm = queue.shift(); realm !== undefined; realm = queue.shift()) {
      const { code, output } = await runTool(
        'typescript/bin/tsc',
        ['-p', `${realm}/tsconfig.json`, '--pretty', 'false'],
        { quiet: true },
      );
      console.log(code === 0 ? `  ${realm}: ok` : `  ${realm}: failed\n${output}`);
      if (code !== 0) failed.push(realm);
    }
  };
  await Promise.all([worker(), worker()]);
  if (failed.length > 0) throw new Stop(`Types are wrong in ${failed.join(', ')}.`);
}

if (isMain(import.meta.url)) await main(checkTypes);
