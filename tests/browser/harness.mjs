// A test of the page in a real Chromium. `cargo xtask test browser` builds and
// serves the page, brings the packages, and runs every *.test.mjs here.
//
//   import { test, assert } from './harness.mjs';
//
//   test('the page has a name', async ({ open }) => {
//     const page = await open();
//     assert.match(await page.title(), /OpenMercato/);
//   });
//
// A test fails, whatever it asserts itself, when the page throws, logs an
// error, or asks any origin but its own for anything.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import nodeTest, { after } from 'node:test';
import { fileURLToPath } from 'node:url';

import { servePage } from './server.mjs';

export { assert };

/** The checkout's top folder. */
export const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Window sizes of the kinds of screen that the page is made for. */
export const screens = {
  small: { width: 320, height: 568 },
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  laptop: { width: 1440, height: 900 },
  projector: { width: 1920, height: 1080 },
  wall: { width: 3840, height: 2160 },
};

/**
 * The screens and colours in which axe looks at the page: what it says of colours does not depend on the size, nor what
 * it says of all else on the colours.
 */
export const LOOKS = [
  ['phone', 'light'],
  ['laptop', 'dark'],
];

// To end what hangs: a crowded machine takes several times as long as a quiet one.
const TIMEOUT = 180_000;
const SCREENSHOTS = path.join(checkout, 'target/screenshots');

/** Loads what the tests' `package.json` names. */
export const modules = createRequire(path.join(process.env.BROWSER_MODULES ?? path.join(checkout, 'tests/browser'), 'package.json'));

// Chromium asks its maker's hosts on its own; the last flag keeps the page, too, from reaching any host by name.
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-sandbox',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

const shared = { browser: undefined, server: undefined };

after(async () => {
  await (await shared.browser)?.close();
  (await shared.server)?.close();
});

/** The browser of this file's tests: started at first use, one for all of them. */
export function browser() {
  shared.browser ??= launch();
  return shared.browser;
}

async function launch() {
  const executablePath = process.env.CHROMIUM;
  assert.ok(executablePath, 'CHROMIUM must name the browser: run `cargo xtask test browser`, or set it');
  return modules('playwright-core').chromium.launch({ executablePath, args: FLAGS });
}

/** The page's address, with a slash at the end. */
export async function pageUrl() {
  shared.server ??= servePage();
  return (await shared.server).url;
}

/**
 * Registers a test. `body` gets:
 * - `open(where = '?preset=blank')`: the page in a fresh profile, or another one
 *   in the same profile, as Playwright's page. `where` follows the address: `#…`,
 *   `?…`, or '' for what everybody sees first.
 *   Resolves once the page can be used.
 * - `context`: Playwright's browser context; `context.newPage()` for a page
 *   that is not expected to start.
 * - `screenshot(page, name, options)`: writes target/screenshots/<name>.png when SCREENSHOTS is set. A page that fails
 *   is photographed in any case.
 * - `accessible(page, what, part)`: fails on any violation that axe finds, in what the selector `part` names alone if
 *   there is one.
 * - `download(page, action)`: what `action` makes the page hand out: `{ name, path, bytes }`.
 * - `requests`: the addresses asked for so far.
 *
 * Options, besides Playwright's for a context (`viewport`, `colorScheme`,
 * `reducedMotion`, `hasTouch`, `javaScriptEnabled`, …):
 * - `origins`: others that this test may ask;
 * - `mayAsk`: whether it may ask an address, for those that have no known origin;
 * - `mayLog`: a pattern of errors that this test means to cause;
 * - `timeout`: milliseconds, three minutes unless told.
 */
export function test(name, ...rest) {
  const body = rest.pop();
  const { origins = [], mayAsk, mayLog, timeout = TIMEOUT, ...settings } = rest.pop() ?? {};
  nodeTest(name, { timeout }, async () => {
    const url = await pageUrl();
    const context = await (await browser()).newContext({ viewport: screens.laptop, ...settings });
    const watch = watchFor(context, [new URL(url).origin, ...origins], mayAsk);
    try {
      await body({ context, requests: watch.requests, open: opener(context, url), screenshot, accessible, download });
      assert.deepEqual(watch.foreign, [], 'the page asked another origin');
      const errors = mayLog ? watch.errors.filter((error) => !mayLog.test(error)) : watch.errors;
      assert.deepEqual(errors, [], 'the page logged errors');
    } catch (error) {
      await photographFailure(context, name);
      throw error;
    } finally {
      await context.close();
    }
  });
}

function opener(context, url) {
  return async (where = '?preset=blank') => {
    const page = await context.newPage();
    await page.goto(new URL(where, url).href);
    await page.locator('main:not(.loading)').waitFor();
    await page.locator('#status .download').waitFor({ state: 'attached' });
    return page;
  };
}

/** Notes what the pages of a context ask for, and what goes wrong in them. */
export function watchFor(context, origins, mayAsk = () => false) {
  const watch = { requests: [], foreign: [], errors: [] };
  const note = (address) => {
    watch.requests.push(address);
    if (!isLocal(address, origins) && !mayAsk(new URL(address))) watch.foreign.push(address);
  };
  context.on('request', (request) => note(request.url()));
  context.on('weberror', (error) => watch.errors.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') watch.errors.push(message.text());
  });
  context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())));
  return watch;
}

function isLocal(address, origins) {
  const { protocol, origin } = new URL(address);
  return ['about:', 'blob:', 'data:'].includes(protocol) || origins.includes(origin);
}

/** Photographs the page for people to look at, if they have asked for it. */
async function screenshot(page, name, options = {}) {
  if (process.env.SCREENSHOTS) await photograph(page, name, options);
}

async function photograph(page, name, options = {}) {
  const file = path.join(SCREENSHOTS, `${fileName(name)}.png`);
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled', ...options });
}

async function photographFailure(context, name) {
  for (const [index, page] of context.pages().entries()) {
    // The test's own error matters more than a page that cannot be photographed.
    await photograph(page, `failed-${name}-${index}`).catch(() => {});
  }
}

function fileName(name) {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

async function accessible(page, what = 'the page', part) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    // As an expression, since the page's policy admits no script but its own.
    await page.evaluate(await readFile(modules.resolve('axe-core/axe.min.js'), 'utf8'));
  }
  // Of what passes no details are asked for: to describe it takes a quarter of the time.
  const { violations } = await page.evaluate((part) => globalThis.axe.run(part ?? document, { resultTypes: ['violations'] }), part);
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.target.join(' ')}\n    ${node.html}`),
  );
  assert.equal(found.length, 0, `axe on ${what}:\n  ${found.join('\n  ')}`);
}

async function download(page, action) {
  const [event] = await Promise.all([page.waitForEvent('download'), action()]);
  const file = await event.path();
  return { name: event.suggestedFilename(), path: file, bytes: await readFile(file) };
}
