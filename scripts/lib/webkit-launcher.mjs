import { startWebKit } from './webkit.mjs';

/**
 * WebKit for Web Test Runner, whose own launcher for WebDriver would bring 200 packages along.
 * One window, so one file of tests at a time.
 * @param {string} driver the program, as `findWebKit` answers
 * @returns {import('@web/test-runner').BrowserLauncher}
 */
export function webkitLauncher(driver) {
  let started;
  let active;
  const window = async () => {
    started ??= startWebKit(driver).then(async (webkit) => {
      await webkit.session.setViewport(800, 600);
      return webkit;
    });
    return (await started).session;
  };
  return {
    name: 'WebKit',
    type: 'webkit',
    concurrency: 1,
    startSession: async (id, url) => {
      const session = await window();
      active = id;
      await session.go(url);
    },
    isActive: (id) => id === active,
    getBrowserUrl: async () => (await window()).url(),
    stopSession: async () => {
      active = undefined;
      // Ends whatever still runs in the page.
      await (await window()).go('about:blank');
      return {};
    },
    startDebugSession: () => {
      throw new Error('WebKit is steered by its driver here: debug in MiniBrowser by hand.');
    },
    stop: async () => {
      await (await started)?.close();
    },
  };
}
