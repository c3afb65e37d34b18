// In Chromium: on a page and in a worker, as a host serves the files.

import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';

import { serveFolder } from '../browser/server.mjs';
import { assert, ecs, installed, modules } from './harness.mjs';

const ECS = './node_modules/@open-mercato/ecs/js/index.js';
const WORKER = `
  import { bundle, check, presets, ready } from '${ECS}';
  onmessage = async () => {
    await ready({ archives: true });
    const { inputs } = presets().at(-1);
    postMessage({ check: JSON.stringify(check(inputs)), archive: bundle(inputs) });
  };
`;

let browser;
let server;
before(async () => {
  const folder = await installed();
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><link rel="icon" href="data:,"><title>package</title>');
  await writeFile(path.join(folder, 'worker.js'), WORKER);
  server = await serveFolder(folder);
  const executablePath = process.env.CHROMIUM;
  assert.ok(executablePath, 'CHROMIUM must name the browser: run `cargo xtask test package`, or set it');
  browser = await modules('playwright-core').chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** A page of the folder, and the names of the programs that it asked for. */
async function open() {
  const page = await browser.newPage();
  const programs = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) programs.push(path.basename(request.url()));
  });
  await page.goto(server.url);
  return { page, programs };
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

test('on a page: once for all, and archives on demand, with the bytes that Node makes', async () => {
  const { page, programs } = await open();
  const before = await page.evaluate(async (module) => {
    const { check, files, presets, ready } = await import(module);
    const [{ inputs }] = presets();
    const message = (call) => { try { call(); } catch (error) { return error.message; } };
    const early = message(() => check(inputs));
    await Promise.all([ready(), ready(), ready()]);
    return { early, check: JSON.stringify(check(inputs)), broken: message(() => check('{')) };
  }, ECS);
  assert.equal(before.early, 'The program is not there yet: await ready() first.');
  assert.match(before.broken, /^inputs: no JSON/);
  assert.deepEqual(programs, ['openmercato_ecs_bg.wasm']);
  const { check, presets, bundle } = await ecs();
  assert.equal(before.check, JSON.stringify(check(presets()[0].inputs)));

  const archive = await page.evaluate(async (module) => {
    const { bundle, presets, ready } = await import(module);
    await Promise.all([ready({ archives: true }), ready({ archives: true })]);
    return [...bundle(presets().at(-1).inputs)];
  }, ECS);
  assert.deepEqual(programs, ['openmercato_ecs_bg.wasm', 'openmercato_ecs_later.wasm']);
  assert.equal(sha256(Uint8Array.from(archive)), sha256(bundle(presets().at(-1).inputs)));
  await page.close();
});

test('archives before they are there: an error that says what to await, and then they work', async () => {
  const { page } = await open();
  const { early, count } = await page.evaluate(async (module) => {
    const { files, presets, ready } = await import(module);
    await ready();
    let early;
    try { files(presets()[0].inputs); } catch (error) { early = error.message; }
    await ready({ archives: true });
    return { early, count: Object.keys(files(presets()[0].inputs)).length };
  }, ECS);
  assert.match(early, /await ready\(\{ archives: true \}\) first/);
  assert.ok(count > 20, `${count}`);
  await page.close();
});

test('a program that cannot be fetched rejects, and the next call tries again', async () => {
  const { page } = await open();
  for (const [name, options] of [['openmercato_ecs_bg.wasm', {}], ['openmercato_ecs_later.wasm', { archives: true }]]) {
    await page.route(`**/${name}`, (route) => route.fulfill({ status: 503, body: '' }), { times: 1 });
    const wrong = await page.evaluate(async ([module, how]) => {
      const { ready } = await import(module);
      return ready(how).then(() => undefined, (error) => String(error));
    }, [ECS, options]);
    assert.ok(wrong, name);
    await page.evaluate(async ([module, how]) => (await import(module)).ready(how), [ECS, options]);
  }
  await page.close();
});

test('in a worker', async () => {
  const { page } = await open();
  const theirs = await page.evaluate(() => new Promise((resolve, reject) => {
    const worker = new Worker('./worker.js', { type: 'module' });
    worker.onerror = reject;
    worker.onmessage = ({ data }) => resolve({ ...data, archive: [...data.archive] });
    worker.postMessage(null);
  }));
  const { bundle, check, presets } = await ecs();
  const { inputs } = presets().at(-1);
  assert.equal(theirs.check, JSON.stringify(check(inputs)));
  assert.equal(sha256(Uint8Array.from(theirs.archive)), sha256(bundle(inputs)));
  await page.close();
});
