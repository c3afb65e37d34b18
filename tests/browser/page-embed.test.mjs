// The page as part of another one: as a frame, and through the custom element.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { assert, pageUrl, test } from './harness.mjs';
import { BASICS, accepted, downloadButton, field, fillBasics, openSection, presetCard } from './page-actions.mjs';
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
    await accepted(frame);
    assert.ok((await frame.locator('svg.picture [role=button]').count()) > 5);
    const file = await download(page, () => downloadButton(frame).click());
    assert.equal(file.bytes.subarray(0, 2).toString(), 'PK');
    await screenshot(page, 'embedded-in-a-frame');
    const [full] = await Promise.all([context.waitForEvent('page'), frame.getByRole('link', { name: 'Open the full page' }).click()]);
    await full.locator('main:not(.loading)').waitFor();
    await openSection(full, 'Basics');
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
    await accepted(frame);
    assert.equal(await field(frame, 'name').inputValue(), BASICS.name);
    const heard = await page.evaluate(() => window.heard);
    assert.deepEqual([...new Set(heard.map(({ type }) => type))].sort(), ['height', 'ready']);
    assert.ok(!JSON.stringify(heard).includes(BASICS.name));
  });
});

test('an origin that is not the host hears and orders nothing', OPTIONS, async ({ context }) => {
  const url = await pageUrl();
  for (const origin of ['https://docs.example.org', '*']) {
    await host(listening(url, `origin="${origin}"`), async (address) => {
      const page = await context.newPage();
      await page.goto(address);
      const frame = await framed(page);
      await page.evaluate(() => document.querySelector('openmercato-ecs').load({ preset: 'split-workers-managed' }));
      await fillBasics(frame);
      await accepted(frame);
      const heard = await page.evaluate(() => window.heard);
      assert.deepEqual(heard.filter(({ type }) => !['ready', 'height'].includes(type)), [], origin);
      assert.ok(origin === '*' || heard.length === 0, 'another origin hears nothing at all');
    });
  }
});

test('with its origin the host hears what is chosen, and chooses', OPTIONS, async ({ context, download, accessible, screenshot }) => {
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
    // What the host asks for is saved only after a click inside the frame.
    let saved = 0;
    page.on('download', () => { saved += 1; });
    const ask = () => page.evaluate(() => document.querySelector('openmercato-ecs').download());
    await ask();
    await frame.getByRole('button', { name: 'Save the archive' }).waitFor();
    await accessible(frame, 'the question whether to save');
    await screenshot(page, 'embedded-download');
    await frame.getByRole('button', { name: 'Not now' }).click();
    await ask();
    assert.equal(saved, 0);
    const file = await download(page, () => frame.getByRole('button', { name: 'Save the archive' }).click());
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
  await page.locator('.head').getByRole('button', { name: 'Start from' }).click();
  await presetCard(page, 'minimal-managed').click();
  await openSection(page, 'Network');
  await field(page, 'vpc_id').waitFor();
});

test('an address that asks for what there is not says so', async ({ open }) => {
  const page = await open('?embed=1&preset=<b>none&pin=[1]&section=none&view=none&origin=nowhere');
  await page.locator('.notice').getByText('There is no preset "<b>none".').waitFor();
  await page.locator('.notice').getByText('The pinned inputs are no JSON object of inputs.').waitFor();
  await page.locator('.notice').getByText(/its origin should read like https/).waitFor();
  await page.locator('#section-heading', { hasText: 'Basics' }).waitFor();
});

test('sections and views can be linked to', async ({ open }) => {
  const page = await open('?section=dns-and-tls&view=plan');
  await page.locator('#section-heading', { hasText: 'DNS and TLS' }).waitFor();
  assert.equal(await page.locator('#tab-plan').getAttribute('aria-selected'), 'true');
});

/** How far the host's own document is scrolled. */
const scrolled = (page) => page.evaluate(() => Math.round(scrollY));

test('the reader of a host stays where they are, and the wheel goes through', { ...OPTIONS, viewport: { width: 760, height: 600 } }, async ({ context }) => {
  const url = await pageUrl();
  const below = '<p style="height: 1500px">before</p>';
  await host(`${below}<iframe src="${url}?embed=1&section=dns-and-tls" width="700" height="560"></iframe>${below}`, async (address) => {
    const page = await context.newPage();
    await page.goto(address);
    const frame = await framed(page);
    await frame.locator('#section-heading', { hasText: 'DNS and TLS' }).waitFor();
    await frame.locator('#status .download').waitFor({ state: 'attached' });
    assert.equal(await scrolled(page), 0, 'loading moves nothing');
    // The strip of sections shows the one that is open all the same.
    const strip = await frame.locator('.section-link[aria-current]').evaluate((link) => {
      const [inner, outer] = [link.getBoundingClientRect(), link.closest('.sections').getBoundingClientRect()];
      return inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
    });
    assert.ok(strip);
    await page.locator('iframe').scrollIntoViewIfNeeded();
    const before = await scrolled(page);
    assert.ok(before > 0);
    await frame.locator('.section-link', { hasText: 'Redis' }).click();
    await frame.locator('#section-heading', { hasText: 'Redis' }).waitFor();
    assert.equal(await scrolled(page), before, 'a click on a section moves nothing');
    // What cannot scroll any further inside scrolls the host.
    const box = await page.locator('iframe').boundingBox();
    await page.mouse.move(box.x + 100, box.y + 300);
    for (let turn = 0; turn < 12 && (await scrolled(page)) <= before; turn += 1) {
      await page.mouse.wheel(0, 400);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await page.waitForFunction((before) => scrollY > before, before);
    // A narrow frame has room for its title.
    const title = await frame.locator('.head h1').evaluate((heading) => heading.scrollWidth - heading.clientWidth);
    assert.ok(title <= 0, `${title} px of the title are cut`);
  });
});

test('the element is as high as its content, and what opens in it is seen', { ...OPTIONS, viewport: { width: 1200, height: 700 } }, async ({ context, screenshot }) => {
  const url = await pageUrl();
  const attributes = `page="${url}index.html?from=docs" section="dns-and-tls"`;
  await host(`${listening(url, attributes)}<p style="height: 1500px">after</p>`, async (address) => {
    const page = await context.newPage();
    await page.goto(address);
    const frame = await framed(page);
    assert.match(frame.url(), /index\.html\?from=docs&embed=1/);
    const height = () => page.locator('iframe').evaluate((frame) => frame.offsetHeight);
    const fits = () => frame.waitForFunction(() => {
      const form = document.getElementById('form');
      const [outer, first, last] = [form, form.firstElementChild, form.lastElementChild].map((element) => element.getBoundingClientRect());
      // Below as much as above.
      return Math.abs(outer.bottom - last.bottom - (first.top - outer.top)) <= 2;
    });
    const open = async (title) => {
      await openSection(frame, title);
      await fits();
      return height();
    };
    const low = await open('WAF');
    const high = await open('Network');
    assert.ok(high > low + 200, `${low}, then ${high}`);
    assert.equal(await open('WAF'), low, 'it shrinks again');
    await open('Network');
    await frame.locator('.head').getByRole('button', { name: 'Share' }).click();
    const link = frame.getByLabel('Link', { exact: true });
    await link.waitFor();
    assert.match(await link.inputValue(), /index\.html\?from=docs#/);
    const box = await frame.locator('dialog[open]').boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= 700, `the dialog is at ${JSON.stringify(box)}`);
    assert.equal(await scrolled(page), 0);
    await screenshot(page, 'embedded-dialog');
    await frame.getByRole('button', { name: 'Close', exact: true }).click();
    // Farther down the page the dialog follows.
    await page.evaluate(() => scrollTo(0, 400));
    await frame.locator('body').press('?');
    await frame.locator('dialog[open]').waitFor();
    const lower = await frame.locator('dialog[open]').boundingBox();
    assert.ok(lower.y >= 0 && lower.y < 100, `the dialog is at ${JSON.stringify(lower)}`);
  });
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
