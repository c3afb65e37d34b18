// The page on hosts with different habits: again and again, without a network, and when something of it does not come.

import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { assert, checkout, pageUrl, test } from './harness.mjs';
import { BASICS, field, linked, openSection } from './page-actions.mjs';
import { HABITS, serveAsHost } from './server.mjs';

const dist = path.join(checkout, 'dist');

/** The servers of these tests listen on ports of their own; what is asked of one that is gone cannot be had. */
const LOCAL = { mayAsk: ({ hostname }) => hostname === '127.0.0.1', mayLog: /Failed to load resource|MIME type/ };

/** Runs `use` with the page in the folder `inner` of a host with these habits. */
async function hosted(habits, inner, use) {
  const top = await mkdtemp(path.join(os.tmpdir(), 'openmercato-ecs-'));
  const folder = path.join(top, inner);
  await cp(dist, folder, { recursive: true });
  // Whose host answers all has something to answer with.
  if (inner) await writeFile(path.join(top, 'index.html'), '<!doctype html><title>the top</title>');
  const server = await serveAsHost(top, habits);
  try {
    return await use({ folder, url: new URL(encodeURI(inner), server.url).href, server });
  } finally {
    server.close();
    await rm(top, { recursive: true, force: true });
  }
}

/** One visit, until both parts of the page are there; gives whether the service worker answered it. */
async function visit(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  const section = address.includes('section=network') ? 'Network' : 'Basics';
  await page.locator('#section-heading', { hasText: section }).waitFor();
  await page.locator('.foot .download').waitFor();
  const isAnswered = await page.evaluate(() => navigator.serviceWorker.controller !== null);
  await page.close();
  return isAnswered;
}

/** Waits until the service worker has all it keeps. */
async function keep(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await page.close();
}

for (const [habit, habits] of Object.entries(HABITS)) {
  test(`a host that is ${habit}: a second and a third visit, with and without a network`, LOCAL, async ({ context }) => {
    for (const inner of ['', 'docs/play ground/']) {
      await hosted(habits, inner, async ({ url, server }) => {
        const about = `in ${inner || 'the top folder'}`;
        await keep(context, url);
        assert.ok(await visit(context, url), `the second visit ${about}`);
        assert.ok(await visit(context, `${url}index.html`), `the third visit ${about}`);
        server.close();
        await server.closed;
        for (const where of inner ? ['', 'index.html', 'index', '?section=network'] : ['']) {
          assert.ok(await visit(context, url + where), `without a network ${about}: ${where}`);
        }
      });
    }
  });
}

/** What the browser holds for the page: registered workers, and versions that are kept. */
const held = (page) => page.evaluate(async () => {
  const [workers, versions] = await Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]);
  return workers.length + versions.length;
});

/** Waits until the browser holds nothing for the page any more. */
async function untilNothingIsHeld(page) {
  const end = Date.now() + 20_000;
  while ((await held(page)) > 0) {
    assert.ok(Date.now() < end, 'the worker is still there');
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

test('an operator withdraws the service worker: by its removal, and by the file for it', LOCAL, async ({ context }) => {
  for (const withdraw of [(folder) => rm(path.join(folder, 'sw.js')), (folder) => cp(path.join(folder, 'sw-withdraw.js'), path.join(folder, 'sw.js'))]) {
    await hosted(HABITS.plain, '', async ({ folder, url }) => {
      await keep(context, url);
      assert.ok(await visit(context, url));
      await withdraw(folder);
      const page = await context.newPage();
      await page.goto(url);
      await untilNothingIsHeld(page);
      // The tab goes on.
      await field(page, 'name').fill('shop');
      assert.equal(await visit(context, url), false, 'the host answers again');
    });
  }
});

test('what another application of the same origin asks for goes its own way', LOCAL, async ({ context }) => {
  await hosted(HABITS.plain, '', async ({ folder, url }) => {
    await writeFile(path.join(folder, 'other.json'), '{}');
    await keep(context, url);
    const page = await context.newPage();
    await page.goto(url);
    const answeredByWorker = async (name) => {
      const response = page.waitForResponse((response) => response.url().endsWith(name));
      await page.evaluate((name) => fetch(name), name);
      return (await response).fromServiceWorker();
    };
    assert.equal(await answeredByWorker('embed.js'), true);
    assert.equal(await answeredByWorker('other.json'), false);
  });
});

test('a page whose script does not come says so, and one that starts does not', { mayLog: /Failed to load|MIME type|wasm|WebAssembly/i }, async ({ context, open, accessible, screenshot }) => {
  const script = '**/start.*.js';
  const said = /has not started/;
  await context.route(script, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  const page = await context.newPage();
  await page.goto(await pageUrl());
  await page.getByText('Loading the configurator').waitFor();
  assert.equal(await page.getByText(said).isVisible(), false, 'not at once');
  await page.getByText(said).waitFor();
  assert.equal(await page.getByText('Loading the configurator').isVisible(), false);
  await accessible(page, 'a page whose script does not come');
  await screenshot(page, 'without-its-script');
  // Without its style either.
  await context.route('**/style.*.css', (route) => route.abort());
  await page.reload({ waitUntil: 'commit' });
  await page.getByText(said).waitFor({ timeout: 2000 });
  await context.unrouteAll();
  // With its script, but without its program.
  await context.route('**/*_bg.*.wasm', (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await page.getByText(said).waitFor({ timeout: 2000 });
  await context.unrouteAll();
  assert.equal(await (await open()).getByText(said).count(), 0);
});

test('colours that were chosen are there before the script', { colorScheme: 'light', mayLog: /Failed to load/ }, async ({ context }) => {
  const page = await context.newPage();
  await page.goto(await pageUrl());
  await page.evaluate(() => localStorage.setItem('openmercato-ecs.theme', 'dark'));
  await context.route('**/start.*.js', (route) => route.abort());
  await page.reload();
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(17, 20, 26)');
});

/** What stands in the styles and not every browser in use knows. */
const NEWEST = /light-dark\(|field-sizing|:has\(/g;

test('a browser without the newest styles shows colours, the focus and long values', async ({ context, open, accessible, screenshot }) => {
  await context.route('**/*.css', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(NEWEST, (word) => word.replace(/[a-z]/, 'x$&')) });
  });
  const arn = `arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/${'x'.repeat(30)}`;
  const inputs = { ...BASICS, secrets: { JWT_SECRET: arn } };
  const page = await open(`?section=runtime${linked(inputs)}`);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(244, 245, 248)');
  await page.locator('.option input').first().focus();
  await page.keyboard.press('ArrowDown');
  const focused = page.locator('.option input:focus-visible');
  assert.notEqual(await focused.evaluate((input) => getComputedStyle(input).outlineStyle), 'none');
  await accessible(page, 'a choice without the newest styles');
  await openSection(page, 'Environment and secrets');
  const value = page.locator('#field-secrets-JWT_SECRET');
  const hidden = await value.evaluate((element) => element.scrollHeight - element.clientHeight);
  assert.ok(hidden <= 0, `${hidden} px of the ARN are out of sight`);
  await screenshot(page, 'without-the-newest-styles');
  await page.evaluate(() => localStorage.setItem('openmercato-ecs.theme', 'dark'));
  await page.reload();
  await page.locator('#field-secrets-JWT_SECRET').waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(17, 20, 26)');
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
  await accessible(page, 'dark without the newest styles');
});
