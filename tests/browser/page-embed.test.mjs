// The page as part of another one: as a frame, and through the custom element.

import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { assert, checkout, pageUrl, test } from './harness.mjs';
import { BASICS, accepted, downloadButton, field, fillBasics, openSection, presetCard } from './page-actions.mjs';
import { serveFolder } from './server.mjs';

const OPTIONS = { mayAsk: ({ hostname }) => hostname === '127.0.0.1' };

/** Runs `use` with a folder that `fill` has filled, on an origin of its own. */
async function served(fill, use) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'openmercato-ecs-'));
  await fill(folder);
  const server = await serveFolder(folder);
  try {
    return await use(server.url, folder);
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs `use` with a document on an origin of its own, that holds `body`. */
function host(body, use) {
  const fill = async (folder) => {
    await writeFile(path.join(folder, 'index.html'), `<!doctype html><title>host</title>${body}`);
    await writeFile(path.join(folder, 'favicon.ico'), '');
  };
  return served(fill, use);
}

/** Runs `use` with a page whose operator can say whom it trusts: `trust` takes the text of `embed.json`, or none. */
function operated(use) {
  return served(
    (folder) => cp(path.join(checkout, 'dist'), folder, { recursive: true }),
    (url, folder) => {
      const file = path.join(folder, 'embed.json');
      return use(url, (text) => (text === undefined ? rm(file) : writeFile(file, text)), folder);
    },
  );
}

const naming = (address) => JSON.stringify({ origins: [new URL(address).origin] });

/** The page inside the first frame of `page` that a selector finds, once it can be used. */
async function framed(page, selector = 'iframe') {
  const frame = await (await page.waitForSelector(selector)).contentFrame();
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

/** What the hosts of these tests have heard, but for what says nothing of anybody's inputs. */
const confided = (page) => page.evaluate(() => window.heard.filter(({ type }) => !['ready', 'height', 'unknown'].includes(type)));

test('a host that the operator does not name hears nothing of what is typed, and cannot choose', { ...OPTIONS, mayLog: /404/ }, async ({ context }) => {
  await operated(async (url, trust) => {
    await host(listening(url, 'section="basics"'), async (address) => {
      const page = await context.newPage();
      for (const text of [undefined, '{ "origins": [] }', '{ "origins": ["*", "null", "https://docs.example.org"] }', '[', '[]', `{ "origins": "${new URL(address).origin}" }`]) {
        await trust(text ?? '');
        if (text === undefined) await trust();
        await page.goto(address);
        const frame = await framed(page);
        await page.waitForFunction(() => window.heard.some(({ type }) => type === 'ready'));
        await page.evaluate(() => {
          const element = document.querySelector('openmercato-ecs');
          element.load({ preset: 'split-workers-managed' });
          element.download();
          const { contentWindow } = element.shadowRoot.querySelector('iframe');
          contentWindow.postMessage({ openmercato: 1, type: 'pin', content: { inputs: { name: 'theirs' } } }, '*');
        });
        await fillBasics(frame);
        await page.waitForFunction(() => window.heard.some(({ type }) => type === 'height'));
        await accepted(frame);
        assert.equal(await field(frame, 'name').inputValue(), BASICS.name);
        assert.equal(await frame.locator('dialog[open]').count(), 0, 'no question comes from a stranger');
        assert.deepEqual(await confided(page), [], text);
        const heard = await page.evaluate(() => window.heard);
        assert.equal(heard.find(({ type }) => type === 'ready').content.heard, false);
        assert.ok(!JSON.stringify(heard).includes(BASICS.name));
      }
    });
  });
});

test('a host that calls itself another one, and a frame beside the page, hear and order nothing', OPTIONS, async ({ context }) => {
  await operated(async (url, trust) => {
    // Its parent is trusted, and it is not.
    await host(`<script>
      addEventListener('message', () => parent.frames[0].postMessage({ openmercato: 1, type: 'load', content: { preset: 'complete' } }, '*'));
    </script>`, async (stranger) => {
      const both = `<script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>
        <iframe id="page"></iframe><iframe id="beside" src="${stranger}"></iframe>
        <script>document.getElementById('page').src = '${url}?embed=1&section=basics&origin=' + location.origin;</script>`;
      await host(both, async (address) => {
        await trust(naming(address));
        const page = await context.newPage();
        await page.goto(address);
        const frame = await framed(page);
        await page.waitForFunction(() => window.heard.some(({ type }) => type === 'state'));
        await fillBasics(frame);
        await page.evaluate(() => document.getElementById('beside').contentWindow.postMessage('go', '*'));
        await accepted(frame);
        assert.equal(await field(frame, 'name').inputValue(), BASICS.name);
      });
      await trust(naming(stranger));
      await host(listening(url, `section="basics" origin="${new URL(stranger).origin}"`), async (address) => {
        const page = await context.newPage();
        await page.goto(address);
        const frame = await framed(page);
        await page.evaluate(() => document.querySelector('openmercato-ecs').load({ preset: 'split-workers-managed' }));
        await fillBasics(frame);
        await accepted(frame);
        assert.equal(await field(frame, 'name').inputValue(), BASICS.name);
        assert.deepEqual(await confided(page), []);
      });
    });
  });
});

test('a host that the operator names hears what is chosen, and chooses', OPTIONS, async ({ context, download, accessible, screenshot }) => {
  await operated(async (url, trust) => {
    await host(`<script>
      window.events = [];
      for (const type of ['state', 'problems', 'download']) addEventListener(type, ({ detail }) => window.events.push({ type, detail }), true);
    </script>${listening(url, '')}`, async (address) => {
      await trust(naming(address));
      const page = await context.newPage();
      await page.goto(address);
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
      await page.evaluate(() => { document.querySelector('openmercato-ecs').pinned = { runtime_mode: 'split_workers', name: 'pinned' }; });
      await until(() => window.events.findLast(({ type }) => type === 'problems')?.detail.errors.length > 0);
      await page.evaluate(() => document.querySelector('openmercato-ecs').open('runtime'));
      await frame.locator('.pinned').getByText('split_workers').waitFor();
      assert.equal(await field(frame, 'runtime_mode').count(), 0);
    });
  });
});

/** How often the page in the element was loaded, by a mark in its document. */
const mark = (frame) => frame.evaluate(() => { window.isTheSame = true; });
const isMarked = (frame) => frame.evaluate(() => window.isTheSame === true);

test('an attribute that changes is told: what was typed stays, and so does the history of the host', OPTIONS, async ({ context }) => {
  await operated(async (url, trust) => {
    await host(listening(url, 'section="basics" theme="light"'), async (address) => {
      for (const isTrusted of [true, false]) {
        await trust(isTrusted ? naming(address) : '{}');
        const page = await context.newPage();
        await page.goto(address);
        const frame = await framed(page);
        await page.waitForFunction(() => window.heard.some(({ type }) => type === 'ready'));
        await fillBasics(frame);
        await mark(frame);
        const steps = await page.evaluate(() => history.length);
        const change = (properties) => page.evaluate((properties) => {
          Object.assign(document.querySelector('openmercato-ecs'), properties);
        }, properties);
        await change({ theme: 'dark', view: 'plan', section: 'dns-and-tls' });
        await frame.locator('#section-heading', { hasText: 'DNS and TLS' }).waitFor();
        await frame.locator('#tab-plan[aria-selected=true]').waitFor();
        assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
        assert.equal(await frame.evaluate(() => localStorage.getItem('openmercato-ecs.theme')), null);
        await change({ section: 'basics' });
        assert.equal(await field(frame, 'name').inputValue(), BASICS.name);
        assert.ok(await isMarked(frame), 'the page was not loaded anew');
        if (isTrusted) {
          await change({ pinned: { aws_region: 'eu-west-1' } });
          await frame.locator('.pinned').getByText('eu-west-1').waitFor();
          assert.equal(await field(frame, 'name').inputValue(), BASICS.name);
        }
        await change({ preset: 'split-workers-managed', inputs: { name: 'theirs' } });
        await frame.waitForFunction(() => document.querySelector('#field-name')?.value === 'theirs');
        assert.equal(await isMarked(frame), isTrusted);
        assert.equal(await page.evaluate(() => history.length), steps);
        assert.deepEqual(await page.evaluate(() => document.querySelector('openmercato-ecs').inputs), { name: 'theirs' });
        await page.close();
      }
    });
  });
});

test('what is asked before the page is ready is asked then', OPTIONS, async ({ context }) => {
  const url = await pageUrl();
  const page = await context.newPage();
  // The page's own origin is trusted without a word.
  await page.goto(new URL('embed.html', url).href);
  await page.evaluate(() => {
    const element = document.createElement('openmercato-ecs');
    element.id = 'late';
    element.load({ preset: 'blank', inputs: { name: 'early' } });
    element.open('workers');
    element.open('basics');
    document.querySelector('main').prepend(element);
    element.theme = 'dark';
  });
  const frame = await (await page.waitForSelector('#late iframe')).contentFrame();
  await frame.waitForFunction(() => document.querySelector('#field-name')?.value === 'early');
  await frame.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
});

test('what stands inside the element is shown until the page can be used, and the element adds nothing to it', OPTIONS, async ({ context }) => {
  const url = await pageUrl();
  const inside = '<p>A picture of it.</p>';
  await host(`<script src="${url}embed.js"></script><openmercato-ecs preset="minimal-managed">${inside}</openmercato-ecs>`, async (address) => {
    const page = await context.newPage();
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await context.route('**/*_bg.*.wasm', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(address, { waitUntil: 'commit' });
    await page.getByText('A picture of it.').waitFor();
    await page.locator('iframe').waitFor({ state: 'attached' });
    assert.equal(await page.locator('iframe').isVisible(), false);
    release();
    await framed(page);
    await page.getByText('A picture of it.').waitFor({ state: 'hidden' });
    assert.equal(await page.locator('openmercato-ecs').innerHTML(), inside);
    assert.ok((await page.locator('iframe').boundingBox()).height >= 480);
  });
});

test('the colours follow the document around, unless the element names some', { ...OPTIONS, colorScheme: 'light' }, async ({ context }) => {
  const url = await pageUrl();
  const body = `<style>[data-theme=dark] { color-scheme: dark }</style>${listening(url, '')}`;
  await host(body, async (address) => {
    const page = await context.newPage();
    await page.goto(address);
    const frame = await framed(page);
    await page.waitForFunction(() => window.heard.some(({ type }) => type === 'ready'));
    const becomes = (theme) => frame.waitForFunction((theme) => document.documentElement.dataset.theme === theme, theme);
    const turn = (theme) => page.evaluate((theme) => { document.documentElement.dataset.theme = theme; }, theme);
    await becomes('light');
    await turn('dark');
    await becomes('dark');
    await turn('light');
    await becomes('light');
    await page.evaluate(() => { document.querySelector('openmercato-ecs').theme = 'dark'; });
    await becomes('dark');
    await turn('light');
    // The system's colours are not those of a document that names none.
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate(() => { document.querySelector('openmercato-ecs').theme = 'auto'; });
    await becomes('light');
  });
});

test('colours in the address are there before the script', { colorScheme: 'light', mayLog: /Failed to load/ }, async ({ context }) => {
  const page = await context.newPage();
  await context.route('**/start.*.js', (route) => route.abort());
  for (const where of ['?theme=dark', '#embed=1&theme=dark']) {
    await page.goto(new URL(where, await pageUrl()).href);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark', where);
    await page.goto('about:blank');
  }
});

test('the element, loaded twice and as a module, is one; moved and removed, it loses no work and leaves nothing', OPTIONS, async ({ context }) => {
  await operated(async (url, _, folder) => {
    const icon = '<!doctype html><link rel="icon" href="data:,">';
    const body = `${icon}<script src="embed.js"></script><script type="module" src="embed.js?again"></script>
      <script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>
      <div id="here"><openmercato-ecs section="basics"></openmercato-ecs></div><div id="there"></div>`;
    await writeFile(path.join(folder, 'twice.html'), body);
    const page = await context.newPage();
    await page.goto(`${url}twice.html`);
    let frame = await framed(page);
    await fillBasics(frame);
    await mark(frame);
    // The link that carries what was typed.
    await page.waitForFunction(() => window.heard.findLast(({ type }) => type === 'problems')?.content.errors.length === 0);
    const canMove = await page.evaluate(() => {
      const canMove = 'moveBefore' in Element.prototype;
      if (canMove) document.getElementById('there').moveBefore(document.querySelector('openmercato-ecs'), null);
      return canMove;
    });
    if (canMove) {
      assert.ok(await isMarked(frame), 'moved as it is');
      assert.equal(await field(frame, 'name').inputValue(), BASICS.name);
    }
    await page.evaluate(() => document.getElementById('here').append(document.querySelector('openmercato-ecs')));
    frame = await framed(page);
    await frame.waitForFunction((name) => document.querySelector('#field-name')?.value === name, BASICS.name);
    await page.evaluate(() => document.querySelector('openmercato-ecs').remove());
    assert.equal(page.frames().length, 1);
    // As a module alone.
    await writeFile(path.join(folder, 'module.html'), `${icon}<script type="module" src="embed.js"></script><openmercato-ecs section="network"></openmercato-ecs>`);
    await page.goto(`${url}module.html`);
    await (await framed(page)).locator('#section-heading', { hasText: 'Network' }).waitFor();
  });
});

test('the element is imported without a document', async () => {
  const { defineElement } = await import('../../public/embed/element.js');
  assert.equal(defineElement(() => assert.fail('nobody asks for the page')), undefined);
});

test('several elements ask for the page once', OPTIONS, async ({ context }) => {
  const url = await pageUrl();
  const elements = ['minimal-managed', 'complete', 'blank'].map((preset) => `<openmercato-ecs preset="${preset}"></openmercato-ecs>`);
  await host(`<script src="${url}embed.js"></script>${elements.join('')}`, async (address) => {
    const page = await context.newPage();
    await page.goto(address);
    await framed(page);
    const asked = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ initiatorType }) => initiatorType === 'iframe').map(({ name }) => name.split('#')[0]));
    assert.equal(asked.length, 3);
    assert.equal(new Set(asked).size, 1);
  });
});

test('a name that names nothing is said in the page, and to the host with the nearest one', OPTIONS, async ({ context }) => {
  const url = await pageUrl();
  await host(listening(url, 'preset="minimal-manged" section="datbase" view="plann"'), async (address) => {
    const page = await context.newPage();
    await page.goto(address);
    const frame = await framed(page);
    await frame.locator('.notice').getByText('There is no preset "minimal-manged". Did you mean "minimal-managed"?').waitFor();
    const unknown = () => page.evaluate(() => window.heard.filter(({ type }) => type === 'unknown').map(({ content }) => [content.kind, content.nearest]));
    await page.waitForFunction(() => window.heard.filter(({ type }) => type === 'unknown').length === 3);
    assert.deepEqual(await unknown(), [['preset', 'minimal-managed'], ['section', 'database'], ['view', 'plan']]);
    await page.evaluate(() => { document.querySelector('openmercato-ecs').section = 'workrs'; });
    await frame.getByText('There is no section "workrs". Did you mean "workers"?').waitFor();
    await page.waitForFunction(() => window.heard.filter(({ type }) => type === 'unknown').length === 4);
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
  for (const kind of ['preset "<b>none"', 'section "none"', 'view "none"']) {
    await page.locator('.notice').getByText(`There is no ${kind}.`).waitFor();
  }
  await page.locator('.notice').getByText('The inputs in the address are no JSON object of inputs.').waitFor();
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
    assert.match(frame.url(), /index\.html\?embed=1&.*from=docs/);
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
  const frame = await framed(page, 'openmercato-ecs iframe');
  await frame.locator('#section-heading', { hasText: 'Database' }).waitFor();
  await page.getByText(/The page plans \d+ resources/).waitFor();
  await page.getByRole('button', { name: 'Ask for workers of their own' }).click();
  await frame.locator('.section-link', { hasText: 'Workers' }).waitFor();
  await screenshot(page, 'embedding', { fullPage: true });
  await accessible(page, 'the demonstration');
});
