import { checkBackend, CheckOptionsError } from '../conformance/index.js';
import { readCommandLine, USAGE, UsageError } from './command-line.js';
import { printed } from './print-report.js';

/** Where a command writes, each text without its last line break. */
export interface Output {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** 0: no fault. 1: a fault. 2: called in a wrong way. */
export async function runCommand(args: readonly string[], output: Output): Promise<0 | 1 | 2> {
  try {
    const command = readCommandLine(args);
    if (command.kind === 'help') {
      output.say(USAGE);
      return 0;
    }
    const report = await checkBackend(command.options);
    output.say(command.json ? JSON.stringify(report, null, 2) : printed(report));
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CheckOptionsError)) throw error;
    output.complain(`${error.message}\n\nhpp-checkout --help tells how it is called.`);
    return 2;
  }
}
