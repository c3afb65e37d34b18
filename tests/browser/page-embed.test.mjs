// The page as part of another one: as a frame, and through the custom element.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { assert, pageUrl, test } from './harness.mjs';
import { BASICS, downloadButton, field, fillBasics, openSection } from './page-actions.mjs';
import { serveFolder } from './server.mjs';

const OPTIONS = { mayAsk: ({ hostname }) => hostname === '127.0.0.1' };

/** Runs `use` with a document on an origin of its own, that holds `body`. */
async function host(body, use) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'openmercato-ecs-'));
  await writeFile(path.join(folder, 'index.html'), `<!doctype html><title>host</title>${body}`);
  await writeFile(path.join(folder, 'favicon.ico'), '');
  const server = await serveFolder(folder);
  try {
    return await use(server.url);
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The page inside the first frame of `page`, once it can be used. */
async function framed(page) {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.locator('main:not(.loading)').waitFor();
  return frame;
}

test('in a frame of another origin: choose, see, download, and the way to the full page', OPTIONS, async ({ context, download, screenshot }) => {
  const url = await pageUrl();
  await host(`<iframe src="${url}?embed=1&section=database" width="1000" height="700"></iframe>`, async (address) => {
    const page = await context.newPage();
    await page.goto(address);
    const frame = await framed(page);
    await frame.locator('#section-heading', { hasText: 'Database' }).waitFor();
    await fillBasics(frame);
    await frame.locator('.foot').getByText('No problems').waitFor();
    assert.ok((await frame.locator('svg.picture [role=button]').count()) > 5);
    const file = await download(page, () => downloadButton(frame).click());
    assert.equal(file.bytes.subarray(0, 2).toString(), 'PK');
    await screenshot(page, 'embedded-in-a-frame');
    const [full] = await Promise.all([context.waitForEvent('page'), frame.getByRole('link', { name: 'Open the full page' }).click()]);
    await full.locator('main:not(.loading)').waitFor();
    assert.equal(await field(full, 'name').inputValue(), BASICS.name);
    assert.equal(await full.locator('.full-page').count(), 0);
  });
});

/** A host that writes down what its element tells. */
const listening = (url, attributes) => `
  <script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>
  <script src="${url}embed.js"></script>
  <openmercato-ecs ${attributes}></openmercato-ecs>`;

test('without an origin the host hears nothing of what is typed, and cannot choose', OPTIONS, async ({ context }) => {
  const url = await pageUrl();
  await host(listening(url, 'section="basics"'), async (address) => {
    const page = await context.newPage();
    await page.goto(address);
    const frame = await framed(page);
    await page.evaluate(() => document.querySelector('openmercato-ecs').load({ preset: 'split-workers-managed' }));
    await fillBasics(frame);
    await page.waitForFunction(() => window.heard.some(({ type }) => type === 'height'));
    await frame.locator('.foot').getByText('No problems').waitFor();
    assert.equal(await field(frame, 'name').inputValue(), BASICS.name);
    const heard = await page.evaluate(() => window.heard);
    assert.deepEqual([...new Set(heard.map(({ type }) => type))].sort(), ['height', 'ready']);
    assert.ok(!JSON.stringify(heard).includes(BASICS.name));
  });
});

test('an origin that is not the host hears and orders nothing', OPTIONS, async ({ context }) => {
  const url = await pageUrl();
  await host(listening(url, 'origin="https://docs.example.org"'), async (address) => {
    const page = await context.newPage();
    await page.goto(address);
    const frame = await framed(page);
    await page.evaluate(() => document.querySelector('openmercato-ecs').load({ preset: 'split-workers-managed' }));
    await fillBasics(frame);
    await frame.locator('.foot').getByText('No problems').waitFor();
    assert.deepEqual(await page.evaluate(() => window.heard), []);
  });
});

test('with its origin the host hears what is chosen, and chooses', OPTIONS, async ({ context, download }) => {
  const url = await pageUrl();
  await host(listening(url, ''), async (address) => {
    const page = await context.newPage();
    await page.goto(address);
    await page.evaluate(() => {
      const element = document.querySelector('openmercato-ecs');
      element.setAttribute('origin', location.origin);
      window.events = [];
      for (const type of ['state', 'problems', 'download']) {
        element.addEventListener(type, ({ detail }) => window.events.push({ type, detail }));
      }
    });
    const frame = await framed(page);
    const last = (type) => page.evaluate((type) => window.events.findLast((event) => event.type === type)?.detail, type);
    const until = (condition) => page.waitForFunction(condition);
    await until(() => window.events.some(({ type, detail }) => type === 'problems' && detail.errors.length > 0));
    await fillBasics(frame);
    await until(() => window.events.findLast(({ type }) => type === 'problems')?.detail.errors.length === 0);
    const state = await last('state');
    assert.match(state.link, /^v1\./);
    assert.ok(state.resources > 20);
    const file = await download(page, () => page.evaluate(() => document.querySelector('openmercato-ecs').download()));
    await until(() => window.events.some(({ type }) => type === 'download'));
    assert.equal((await last('download')).name, file.name);
    await page.evaluate(() => document.querySelector('openmercato-ecs').pin({ runtime_mode: 'split_workers', name: 'pinned' }));
    await until(() => window.events.findLast(({ type }) => type === 'problems')?.detail.errors.length > 0);
    await page.evaluate(() => document.querySelector('openmercato-ecs').open('runtime'));
    await frame.locator('.pinned').getByText('split_workers').waitFor();
    assert.equal(await field(frame, 'runtime_mode').count(), 0);
  });
});

test('what is pinned is not asked for, not even by a preset or a link', async ({ open }) => {
  const pins = encodeURIComponent(JSON.stringify({ networking_mode: 'existing' }));
  const page = await open(`?embed=1&section=network&pin=${pins}`);
  await page.locator('.pinned').getByText('existing').waitFor();
  assert.equal(await field(page, 'networking_mode').count(), 0);
  await field(page, 'vpc_id').waitFor();
  await page.locator('.head').getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: 'Use minimal-managed', exact: true }).click();
  await openSection(page, 'Network');
  await field(page, 'vpc_id').waitFor();
});

test('an address that asks for what there is not says so', async ({ open }) => {
  const page = await open('?embed=1&preset=<b>none&pin=[1]&section=none&view=none&origin=nowhere');
  await page.locator('.notice').getByText('There is no preset "<b>none".').waitFor();
  await page.locator('.notice').getByText('The pinned inputs are no JSON object of inputs.').waitFor();
  await page.locator('#section-heading', { hasText: 'Basics' }).waitFor();
});

test('sections and views can be linked to', async ({ open }) => {
  const page = await open('?section=dns-and-tls&view=plan');
  await page.locator('#section-heading', { hasText: 'DNS and TLS' }).waitFor();
  assert.equal(await page.locator('#tab-plan').getAttribute('aria-selected'), 'true');
});

test('the demonstration shows both ways', async ({ context, accessible, screenshot }) => {
  const page = await context.newPage();
  await page.goto(new URL('embed.html', await pageUrl()).href);
  const frame = await framed(page);
  await frame.locator('#section-heading', { hasText: 'Database' }).waitFor();
  await page.getByText(/The page plans \d+ resources/).waitFor();
  await page.getByRole('button', { name: 'Ask for workers of their own' }).click();
  await frame.locator('.section-link', { hasText: 'Workers' }).waitFor();
  await screenshot(page, 'embedding', { fullPage: true });
  await accessible(page, 'the demonstration');
});
