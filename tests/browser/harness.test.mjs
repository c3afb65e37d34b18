// What the harness promises of every test: it sees each request to another
// origin, and each error. Without this, a test that counts none proves nothing.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';

import { assert, browser, test, watchFor } from './harness.mjs';
import { processorTime } from './processor-time.mjs';
import { serveFolder } from './server.mjs';

let folder;
let server;

// A page without a policy, which would stop some requests before they are made.
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'openmercato-ecs-'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><link rel="icon" href="data:,">');
  server = await serveFolder(folder);
});

after(async () => {
  server?.close();
  await rm(folder, { recursive: true });
});

/** What is noted while `action` runs in that page. */
async function watched(action) {
  const context = await (await browser()).newContext();
  const watch = watchFor(context, [new URL(server.url).origin]);
  const page = await context.newPage();
  await page.goto(server.url);
  await page.evaluate(action);
  await context.close();
  return watch;
}

test('requests to other origins are seen and go nowhere', async () => {
  const { foreign } = await watched(async () => {
    const closed = new Promise((resolve) => {
      new WebSocket('ws://socket.example/').onclose = resolve;
    });
    const image = new Promise((resolve) => {
      Object.assign(new Image(), { onerror: resolve, src: 'https://image.example/a.png' });
    });
    await Promise.all([closed, image, fetch('https://fetch.example/').catch(() => {})]);
  });
  assert.deepEqual(foreign.sort(), ['https://fetch.example/', 'https://image.example/a.png', 'ws://socket.example/']);
});

test('requests to the page itself are no foreign ones', async () => {
  const { foreign, requests } = await watched(() => fetch('index.html'));
  assert.deepEqual(foreign, []);
  assert.ok(requests.some((address) => address.endsWith('/index.html')));
});

test('logged and thrown errors are seen', async () => {
  const { errors } = await watched(
    () =>
      new Promise((resolve) => {
        console.error('logged');
        addEventListener('error', () => setTimeout(resolve));
        setTimeout(() => {
          throw new Error('thrown');
        });
      }),
  );
  assert.ok(errors.includes('logged') && errors.includes('Error: thrown'), errors.join('\n'));
});

test('the time that a page works is counted, and the time that it waits is not', async () => {
  const page = await (await browser()).newPage();
  const work = () => page.evaluate(() => {
    const end = performance.now() + 400;
    while (performance.now() < end);
  });
  const wait = () => page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 400); }));
  const worked = (await processorTime(page, work)).milliseconds;
  const waited = (await processorTime(page, wait)).milliseconds;
  await page.close();
  assert.ok(worked > 0 && worked < 500, `${worked} ms of work`);
  assert.ok(waited < worked / 2, `${waited} ms of 400 that only pass, ${worked} ms of work`);
});
