import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CDPSession, Page } from 'playwright-core';

interface FrameTree {
  readonly frame: { readonly id: string; readonly url: string };
  readonly childFrames?: readonly FrameTree[];
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// The size of targets is off unless it is asked for by name. A frame is looked at by itself.
const RUN = `axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'target-size': { enabled: true } },
    iframes: false,
  })
  .then(({ violations }) => violations.map(({ id, help, nodes }) =>
    id + ': ' + help + ' | ' + nodes.map((node) => node.target.flat().join(' ')).join(', ')))`;

/**
 * Runs axe in a world of its own beside the page's: the policy of the page stays as strict as it
 * is, and the page never sees axe.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    return await faultsIn(session, frameTree.frame.id);
  } finally {
    await session.detach();
  }
}

/** The same for the page and for all of its frames. Each fault says where it is. */
export async function accessibilityFaultsInFrames(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const faults: string[] = [];
    for (const { id, url } of framesIn(frameTree)) {
      const found = await faultsIn(session, id);
      faults.push(...found.map((fault) => `${fault} (${url})`));
    }
    return faults;
  } finally {
    await session.detach();
  }
}

const framesIn = ({ frame, childFrames = [] }: FrameTree): FrameTree['frame'][] => [
  frame,
  ...childFrames.flatMap(framesIn),
];

async function faultsIn(session: CDPSession, frameId: string): Promise<string[]> {
  const world = { frameId, worldName: 'accessibility' };
  const { executionContextId } = await session.send('Page.createIsolatedWorld', world);
  const isThere = await evaluate(session, executionContextId, `typeof axe === 'object'`);
  if (isThere !== true) await evaluate(session, executionContextId, source);
  return (await evaluate(session, executionContextId, RUN)) as string[];
}

async function evaluate(
  session: CDPSession,
  contextId: number,
  expression: string,
): Promise<unknown> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    contextId,
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails)
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
