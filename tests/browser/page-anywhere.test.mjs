// The page from any place: a sub-folder, without a network, from disk, after an update.

import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { assert, checkout, pageUrl, test } from './harness.mjs';
import { BASICS, accepted, downloadButton, fillBasics, openView } from './page-actions.mjs';
import { serveFolder } from './server.mjs';

const dist = path.join(checkout, 'dist');

/** Start from nothing, or from what the browser keeps; choose, see, download. */
async function smoke(page, download) {
  await page.locator('.foot .levels').waitFor();
  const blank = page.locator('.start').getByRole('button', { name: 'Blank' });
  if (await blank.isVisible()) await blank.click();
  await fillBasics(page);
  await accepted(page);
  assert.ok((await page.locator('svg.picture [role=button]').count()) > 5);
  const file = await download(page, () => downloadButton(page).click());
  assert.equal(file.bytes.subarray(0, 2).toString(), 'PK');
  return file.bytes;
}

/** Runs `use` with a fresh folder that holds the page below `inner`, served. */
async function hosted(inner, use) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'openmercato-ecs-'));
  await cp(dist, path.join(folder, inner), { recursive: true });
  const server = await serveFolder(folder);
  try {
    return await use({ folder: path.join(folder, inner), url: new URL(inner, server.url).href, server });
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const started = (page) => page.locator('main:not(.loading)').waitFor();

/** Any origin of this machine: the servers of these tests listen on ports of their own. */
const LOCAL = { mayAsk: ({ hostname }) => hostname === '127.0.0.1' };

test('from a sub-folder', LOCAL, async ({ context, download }) => {
  await hosted('docs/play ground/', async ({ url }) => {
    const page = await context.newPage();
    await page.goto(url);
    await started(page);
    await smoke(page, download);
  });
});

test('without its second part the form works, and the part can be asked for again', { mayLog: /Failed to load resource/ }, async ({ context }) => {
  const second = '**/*_later.*.wasm';
  await context.route(second, (route) => route.abort());
  const page = await context.newPage();
  await page.goto(await pageUrl());
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('shop');
  await page.getByRole('alert').filter({ hasText: 'What you typed is still here' }).waitFor();
  const place = await page.locator('.see').evaluate((element) => getComputedStyle(element, '::after').content);
  assert.notEqual(place, 'none', 'where the picture will come is no white space');
  await context.unroute(second);
  await page.getByRole('button', { name: 'Try again' }).click();
  await downloadButton(page).waitFor();
  await page.getByRole('group', { name: 'Tags' }).waitFor();
  assert.equal(await name.inputValue(), 'shop');
});

test('without a network after one visit', LOCAL, async ({ context, download }) => {
  await hosted('play/', async ({ url, server }) => {
    const first = await context.newPage();
    await first.goto(url);
    await started(first);
    await kept(first);
    const online = await smoke(first, download);
    // Then the browser keeps it, and the next page begins with it.
    await first.waitForURL(/#v1/);
    server.close();
    await server.closed;
    for (const where of ['', 'index.html', '?section=network']) {
      const page = await context.newPage();
      await page.goto(url + where);
      await started(page);
      assert.ok(online.equals(await smoke(page, download)), where);
      await page.close();
    }
  });
});

/** Waits until the service worker has all it keeps. */
const kept = (page) => page.evaluate(async () => { await navigator.serviceWorker.ready; });

test('an update is offered, taken at once, and never mixed', LOCAL, async ({ context }) => {
  await hosted('play/', async ({ folder, url }) => {
    const page = await context.newPage();
    await page.goto(url);
    await started(page);
    await kept(page);
    await release(folder, 'second version');
    await page.reload();
    await started(page);
    assert.equal(await page.title(), 'OpenMercato on AWS: configurator');
    await page.locator('.update').getByRole('button', { name: 'Use it' }).click();
    await page.waitForFunction(() => document.title === 'second version');
    await started(page);
    const names = await page.evaluate(() => caches.keys());
    assert.equal(names.length, 1, names.join());
  });
});

test('files of two versions are not taken together', LOCAL, async ({ context }) => {
  await hosted('play/', async ({ folder, url }) => {
    const page = await context.newPage();
    await page.goto(url);
    await started(page);
    await kept(page);
    // A host in the middle of an upload: the new document, with a worker that expects another one.
    await release(folder, 'second version');
    const document = path.join(folder, 'index.html');
    await writeFile(document, (await readFile(document, 'utf8')).replace('second version', 'third version'));
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update();
      const worker = registration.installing;
      if (worker) await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
      return { taken: registration.waiting !== null, caches: (await caches.keys()).length };
    });
    assert.equal(state.taken, false);
    await page.reload();
    await started(page);
    assert.equal(await page.title(), 'OpenMercato on AWS: configurator');
  });
});

/** Puts another version of the page into the folder, as the build would. */
async function release(folder, title) {
  const { createHash } = await import('node:crypto');
  const document = path.join(folder, 'index.html');
  const before = await readFile(document);
  const after = Buffer.from(before.toString().replace(/<title>.*<\/title>/, `<title>${title}</title>`));
  await writeFile(document, after);
  await rm(`${document}.br`);
  await rm(`${document}.gz`);
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
  const worker = path.join(folder, 'sw.js');
  const text = (await readFile(worker, 'utf8')).replace(sha256(before), sha256(after));
  await writeFile(worker, text.replace(/VERSION = "[^"]*"/, `VERSION = "${sha256(after).slice(0, 12)}"`));
}

test('as a single file from disk', { mayAsk: ({ protocol }) => protocol === 'file:' }, async ({ context, open, download, screenshot }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'openmercato ecs-'));
  try {
    // Nothing beside it.
    const file = path.join(folder, 'openmercato-ecs.html');
    await cp(path.join(dist, 'openmercato-ecs.html'), file);
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    await started(page);
    const fromDisk = await smoke(page, download);
    await openView(page, 'Brief');
    await screenshot(page, 'single-file');
    await page.locator('.head').getByRole('button', { name: 'Share', exact: true }).click();
    await page.locator('dialog[open]').getByText('path of that file on this disk').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => location.hash.startsWith('#v1.'));
    await page.reload();
    await started(page);
    assert.equal(await page.locator('#field-name').inputValue(), BASICS.name);
    assert.ok(fromDisk.equals(await smoke(await open(), download)), 'the same archive as from a host');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('every file but those that must stay has a hash in its name, and two packed ones beside it', async () => {
  const files = (await readdir(dist, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const names = files.map((entry) => entry.name);
  const plain = names.filter((name) => !/\.(br|gz)$/.test(name) && !/\.[0-9a-f]{12}\./.test(name));
  const staying = ['LICENSE.txt', 'THIRD-PARTY.txt', 'embed.html', 'embed.js', 'embed.json', 'index.html', 'openmercato-ecs.html', 'sw-withdraw.js', 'sw.js'];
  assert.deepEqual(plain.sort(), staying);
  for (const end of ['.wasm', '.css', '.js']) {
    for (const packed of ['br', 'gz']) assert.ok(names.some((name) => name.endsWith(`${end}.${packed}`)), end + packed);
  }
});

test('the page and its parts name no other place', async () => {
  for (const name of await readdir(dist, { recursive: true })) {
    if (!/\.(html|css|js|webmanifest)$/.test(name) || name === 'openmercato-ecs.html') continue;
    // What stands in <pre> or a comment is shown, not loaded.
    const text = (await readFile(path.join(dist, name), 'utf8')).replace(/<pre[^>]*>.*?<\/pre>|^ *\/\/[^\n]*/gms, '');
    const addresses = text.match(/(?:(?:src|href)="|url\(["']?|import\(["']|from ["'])(?:\/|https?:)[^"')\s]*/g) ?? [];
    assert.deepEqual(addresses, [], name);
  }
});
