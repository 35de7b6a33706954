/** Starts WebKit under its driver, on a screen and a port of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { onPath, executable } from './executables.mjs';
import { Stop } from './run.mjs';
import { driverReady, WebDriverSession } from './webdriver.mjs';

/** A screen in memory: Xvfb itself picks a number that is free, and tells it. */
async function startScreen() {
  const program = onPath(['Xvfb']).find(executable) ?? 'Xvfb';
  const screen = spawn(
    program,
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const told = once(screen.stdio[3], 'data').then(([number]) => `:${String(number).trim()}`);
  const ended = once(screen, 'exit').then(() => {
    throw new Stop('Xvfb ended at once: WebKit has no screen to be shown on.');
  });
  // The loser of the race is heard by nobody.
  ended.catch(() => undefined);
  return { screen, display: await Promise.race([told, ended]) };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}

/**
 * One window of WebKit.
 * @param {string} driver the program, as `findWebKit` answers
 */
export async function startWebKit(driver) {
  const { screen, display } = await startScreen();
  const port = await freePort();
  const service = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      // No own sandbox of WebKit: it needs rights that a container does not give.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  const kill = () => [service, screen].forEach((child) => child.kill());
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    await end(service);
    await end(screen);
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    await driverReady(url);
    const session = await WebDriverSession.open(url);
    const close = async () => {
      await session.close().catch(() => undefined);
      await stop();
    };
    return { session, close };
  } catch (error) {
    await stop();
    throw error;
  }
}
