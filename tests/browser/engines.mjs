// Browsers of other engines, each by the protocol that it has; of what a browser can do, what a job needs and no more.
//
// Each gives `{ goto(address), evaluate(function, ...args), type(selector, text), click(selector), close() }`.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

import { assert, modules } from './harness.mjs';

/** The key Enter, as WebDriver writes it. */
const ENTER = '\uE007';

/** Milliseconds in which a browser has to be there. */
const START = 30_000;

/** Firefox, through WebDriver BiDi. `FIREFOX` names its program; what it downloads goes into `folder`. */
export async function firefox(folder) {
  const { FIREFOX } = process.env;
  assert.ok(FIREFOX, 'FIREFOX must name the browser: run `cargo xtask test browser`, or set it');
  const browser = await modules('puppeteer-core').launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    timeout: START,
    extraPrefsFirefox: { 'browser.download.folderList': 2, 'browser.download.dir': folder },
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  return {
    goto: (address) => page.goto(address),
    evaluate: (body, ...args) => page.evaluate(body, ...args),
    type: (selector, text) => page.type(selector, text),
    click: (selector) => page.click(selector),
    close: () => browser.close(),
  };
}

/**
 * WebKit, through WebDriver. `WEBKIT` names its driver, which shows its browser on a screen that `xvfb-run` makes; what
 * it downloads goes into `folder`.
 */
export async function webkit(folder) {
  const { WEBKIT } = process.env;
  assert.ok(WEBKIT, 'WEBKIT must name the driver: run `cargo xtask test browser`, or set it');
  const driver = await Driver.start(WEBKIT, folder);
  try {
    await driver.open();
  } catch (error) {
    driver.end();
    throw error;
  }
  return {
    goto: (address) => driver.ask('POST', '/url', { url: address }),
    evaluate: (body, ...args) => driver.ask('POST', '/execute/sync', { script: `return (${body}).apply(null, arguments)`, args }),
    type: async (selector, text) => driver.ask('POST', `/element/${await driver.element(selector)}/value`, { text: text.replaceAll('\n', ENTER) }),
    click: async (selector) => driver.ask('POST', `/element/${await driver.element(selector)}/click`, {}),
    close: async () => {
      await driver.ask('DELETE', '');
      driver.end();
    },
  };
}

/** A program that drives a browser by WebDriver. */
class Driver {
  #program;
  #address;

  /** Starts the program on a screen of its own, with `home` for all that it writes, and waits until it answers. */
  static async start(program, home) {
    const driver = new Driver();
    const port = await freePort();
    driver.#address = `http://127.0.0.1:${port}`;
    // A group of its own, so that the screen and the browser end with it.
    const options = { detached: true, stdio: 'ignore', env: { ...process.env, HOME: home, TMPDIR: home } };
    driver.#program = spawn('xvfb-run', ['--auto-servernum', program, `--port=${port}`], options);
    process.once('exit', () => driver.end());
    await Promise.race([driver.#answers(), once(driver.#program, 'exit').then(() => { throw new Error(`${program} ended`); })]);
    return driver;
  }

  async #answers() {
    for (const end = Date.now() + START; ;) {
      try {
        return await this.ask('GET', '/status');
      } catch (error) {
        if (Date.now() > end) throw error;
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
    }
  }

  /** Opens a window. */
  async open() {
    const { sessionId } = await this.ask('POST', '/session', { capabilities: { alwaysMatch: {} } });
    this.#address += `/session/${sessionId}`;
    await this.ask('POST', '/window/rect', { width: 1440, height: 900 });
  }

  async element(selector) {
    return Object.values(await this.ask('POST', '/element', { using: 'css selector', value: selector }))[0];
  }

  /** Sends a command of WebDriver, one of the window once that is open; gives its value. */
  async ask(method, path, content) {
    const options = { method, body: content && JSON.stringify(content), headers: { 'Content-Type': 'application/json' } };
    const { value } = await (await fetch(this.#address + path, options)).json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  end() {
    try {
      process.kill(-this.#program.pid);
    } catch {
      // It has ended.
    }
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
