/** As much of WebDriver (https://www.w3.org/TR/webdriver2/) as the tests need, by plain calls. */

export class WebDriverError extends Error {
  constructor({ error, message }) {
    super(`${error}: ${message}`);
    this.code = error;
  }
}

async function call(url, method, body) {
  const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = await answer.json();
  if (!answer.ok) throw new WebDriverError(value);
  return value;
}

/** One browser window, steered through a driver. */
export class WebDriverSession {
  #url;

  constructor(url) {
    this.#url = url;
  }

  /** Opens a browser. `driver` is the URL of the driver that does. */
  static async open(driver) {
    const { sessionId } = await call(`${driver}/session`, 'POST', {
      capabilities: { alwaysMatch: {} },
    });
    return new WebDriverSession(`${driver}/session/${sessionId}`);
  }

  /** Goes to a page and waits until it has loaded. */
  async go(url) {
    await call(`${this.#url}/url`, 'POST', { url });
  }

  /** @returns {Promise<string>} the URL of the page that is shown */
  url() {
    return call(`${this.#url}/url`, 'GET');
  }

  async back() {
    await call(`${this.#url}/back`, 'POST', {});
  }

  /**
   * Runs the body of a function in the page; what it returns, or its promise gives, is the answer.
   * @param {string} script
   * @param {readonly unknown[]} [args]
   * @returns {Promise<unknown>}
   */
  run(script, args = []) {
    return call(`${this.#url}/execute/sync`, 'POST', { script, args });
  }

  /** Makes the window as large as it has to be for a viewport of this size. */
  async setViewport(width, height) {
    const set = (size) => call(`${this.#url}/window/rect`, 'POST', size);
    await set({ width, height });
    const [innerWidth, innerHeight] = await this.run('return [innerWidth, innerHeight]');
    await set({ width: 2 * width - innerWidth, height: 2 * height - innerHeight });
  }

  async setCookie(cookie) {
    await call(`${this.#url}/cookie`, 'POST', { cookie });
  }

  /** Presses what the function body finds, as a person does. */
  async click(script, args = []) {
    const found = await this.run(script, args);
    const element = Object.values(found ?? {})[0];
    if (element === undefined) throw new Error(`There is nothing to press: ${script}`);
    await call(`${this.#url}/element/${element}/click`, 'POST', {});
  }

  async close() {
    await call(this.#url, 'DELETE');
  }
}

/** Waits until a driver answers. */
export async function driverReady(driver, patience = 20_000) {
  const end = performance.now() + patience;
  for (;;) {
    try {
      if ((await call(`${driver}/status`, 'GET')).ready) return;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
