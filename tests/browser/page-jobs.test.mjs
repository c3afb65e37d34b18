// The whole job with each kind of hand, and what someone sees whose browser cannot do it.

import { assert, pageUrl, screens, test } from './harness.mjs';
import { BASICS, accepted, downloadButton, field, fillBasics, linked, openSection, openView, presetCard } from './page-actions.mjs';

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('the whole job by mouse', async ({ open, download }) => {
  const page = await open();
  const click = async (locator) => {
    await locator.scrollIntoViewIfNeeded();
    const box = await locator.boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  };
  await click(page.locator('.head').getByRole('button', { name: 'Start from' }));
  await click(presetCard(page, 'split-workers-managed'));
  await click(page.locator('.section-link', { hasText: 'Database' }));
  await click(page.getByText('It exists already'));
  await page.locator('.foot .levels.wrong').waitFor();
  await click(page.locator('.head').getByRole('button', { name: /^Undo/ }));
  await accepted(page);
  for (const view of ['Plan', 'Files', 'Problems', 'Cost', 'Brief', 'Compare', 'Topology']) await click(page.locator('.tabs').getByRole('tab', { name: view }));
  await click(page.locator('svg.picture [role=button].database'));
  await page.locator('.selection').getByText('aws_db_instance.this[0]').waitFor();
  const file = await download(page, () => click(downloadButton(page)));
  assert.equal(file.bytes.subarray(0, 2).toString(), 'PK');
});

test('the whole job at 320 px, by touch', { viewport: screens.small, hasTouch: true, isMobile: true }, async ({ open, download, screenshot }) => {
  const page = await open();
  const fits = async (what) => assert.ok((await sideways(page)) <= 0, what);
  for (const [name, value] of Object.entries(BASICS)) {
    await field(page, name).tap();
    await field(page, name).fill(value);
  }
  await fits('the form');
  await page.locator('.section-link', { hasText: 'Runtime' }).tap();
  await page.locator('.option', { hasText: 'split_workers' }).tap();
  await page.locator('.section-link', { hasText: 'Workers' }).tap();
  await page.locator('#field-worker_services-add').tap();
  await page.locator('.choose .name').first().fill('emails');
  await page.locator('.choose .name').first().blur();
  await fits('a worker');
  await page.locator('.panes').getByRole('button', { name: 'See' }).tap();
  for (const view of ['Files', 'Plan', 'Cost', 'Problems', 'Brief', 'Compare', 'Topology']) {
    await page.locator('.tabs').getByRole('tab', { name: view }).tap();
    await fits(view);
  }
  await page.locator('svg.picture [role=button]', { hasText: 'emails' }).tap();
  await page.locator('.selection').getByText('aws_ecs_service.worker["emails"]').waitFor();
  await page.locator('.head').getByRole('button', { name: 'Menu' }).tap();
  await fits('the menu');
  await screenshot(page, 'small-menu');
  for (const dialog of ['Import', 'Share', 'Saved']) {
    await page.locator('dialog[open]').getByRole('button', { name: dialog, exact: true }).tap();
    await page.locator('dialog[open] .dialog-body').waitFor();
    await fits(dialog);
    await screenshot(page, `small-dialog-${dialog}`);
    await page.locator('dialog[open]').getByRole('button', { name: 'Close' }).tap();
    await page.locator('.head').getByRole('button', { name: 'Menu' }).tap();
  }
  await page.locator('dialog[open]').getByRole('button', { name: 'Close' }).tap();
  await page.locator('.panes').getByRole('button', { name: 'Take' }).tap();
  const file = await download(page, () => page.locator('.take').getByRole('button', { name: 'Download' }).tap());
  assert.equal(file.bytes.subarray(0, 2).toString(), 'PK');
});

test('presets, import and share by keyboard alone', async ({ open }) => {
  const page = await open();
  const reach = async (name) => {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await page.evaluate((name) => document.activeElement?.textContent.trim() === name || document.activeElement?.ariaLabel === name || document.activeElement?.id === name, name)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${name} is not reached`);
  };
  await reach('Start from');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'start-heading');
  // Past the way to close, to import, to questions and to nothing, the region, and what exists already.
  for (let presses = 0; presses < 9; presses += 1) await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /minimal-managed/);
  await page.keyboard.press('Enter');
  await accepted(page);
  await reach('Import');
  await page.keyboard.press('Enter');
  await reach('import-text');
  await page.keyboard.type('name = "typed"');
  await reach('Read the text');
  await page.keyboard.press('Enter');
  await reach('Use these inputs');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#field-name')?.value === 'typed');
  await reach('Share');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Link', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.textContent.trim() === 'Share');
});

test('without JavaScript the page says what it needs', { javaScriptEnabled: false }, async ({ context, screenshot }) => {
  const page = await context.newPage();
  await page.goto(await pageUrl());
  await page.getByText(/needs JavaScript and WebAssembly/).waitFor();
  for (const other of ['#loading', '#failed']) assert.equal(await page.locator(other).isVisible(), false, other);
  await screenshot(page, 'without-javascript');
});

test('without WebAssembly the page says what it needs', { mayLog: /WebAssembly/ }, async ({ context, screenshot }) => {
  await context.addInitScript(() => { delete globalThis.WebAssembly; });
  const page = await context.newPage();
  await page.goto(await pageUrl());
  await page.getByText(/has no WebAssembly/).waitFor();
  await screenshot(page, 'without-webassembly');
});

test('the picture is brought closer and moved by mouse, keyboard and buttons', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  const picture = page.locator('svg.picture');
  const frame = () => picture.getAttribute('viewBox').then((text) => text.split(' ').map(Number));
  const [, , whole] = await frame();
  const box = await picture.boundingBox();
  await page.mouse.move(box.x + 100, box.y + 100);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await page.waitForFunction((whole) => Number(document.querySelector('svg.picture').getAttribute('viewBox').split(' ')[2]) < whole, whole);
  const [left] = await frame();
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y + 100, { steps: 4 });
  await page.mouse.up();
  assert.ok((await frame())[0] > left, 'dragging to the left shows what is on the right');
  await page.getByRole('button', { name: 'Whole picture' }).click();
  assert.equal((await frame())[2], whole);
  await picture.locator('[role=button]').first().focus();
  await page.keyboard.press('+');
  assert.ok((await frame())[2] < whole);
  const [before] = await frame();
  await page.keyboard.press('Shift+ArrowRight');
  assert.ok((await frame())[0] > before);
  await page.keyboard.press('0');
  assert.equal((await frame())[2], whole);
  await page.getByRole('button', { name: 'Closer' }).click();
  await page.getByRole('button', { name: 'Farther' }).click();
  assert.ok(Math.abs((await frame())[2] - whole) < 1);
});

test('the picture is brought closer by two fingers', { hasTouch: true }, async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  const width = () => page.locator('svg.picture').getAttribute('viewBox').then((text) => Number(text.split(' ')[2]));
  const whole = await width();
  const box = await page.locator('svg.picture').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 3];
  const client = await page.context().newCDPSession(page);
  const touch = (type, spread) => client.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: spread === undefined ? [] : [{ x: x - spread, y, id: 1 }, { x: x + spread, y, id: 2 }],
  });
  await touch('touchStart', 20);
  for (const spread of [40, 60, 80]) await touch('touchMove', spread);
  await touch('touchEnd');
  assert.ok((await width()) < whole);
});

for (const [count, screen] of [[1, 'laptop'], [30, 'laptop'], [30, 'phone'], [30, 'projector']]) {
  test(`the picture can be read with ${count} workers on a ${screen}`, { viewport: screens[screen] }, async ({ open, screenshot }) => {
    const workers = Object.fromEntries(Array.from({ length: count }, (_, n) => [`worker-${n + 1}`, { command: ['yarn', 'work'] }]));
    const inputs = { ...BASICS, runtime_mode: 'split_workers', worker_services: workers };
    const page = await open(linked(inputs));
    await accepted(page);
    if (screen === 'phone') await page.locator('.panes').getByRole('button', { name: 'See' }).click();
    await screenshot(page, `${screen}-${count}-workers`);
    const tooSmall = await page.locator('svg.picture text').evaluateAll((texts) => texts.filter((text) => text.getBoundingClientRect().height < 7.99).length);
    assert.equal(tooSmall, 0, 'texts lower than 8 px');
    const nodes = await page.locator('svg.picture [role=button]').count();
    assert.ok(nodes < 40, `${nodes} nodes`);
    if (count > 8) {
      const folded = page.locator('svg.picture [role=button]', { hasText: new RegExp(`${count} workers`, 'i') });
      await folded.click();
      await page.locator('svg.picture [role=button]', { hasText: 'worker-17' }).waitFor();
      await screenshot(page, `${screen}-${count}-workers-open`);
    }
  });
}

test('the picture is taken along as Mermaid', async ({ open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await open();
  await fillBasics(page, { ...BASICS, name: 'x"];click' });
  await page.getByRole('button', { name: 'Mermaid' }).click();
  await page.locator('.report').getByText(/Mermaid|Copied/).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^flowchart /);
  assert.ok(!text.includes('x"];'));
});

test('the inputs are kept while every view is looked at', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Basics');
  await field(page, 'name').fill('half');
  for (const view of ['Files', 'Plan', 'Cost', 'Problems', 'Brief', 'Compare', 'Topology']) await openView(page, view);
  assert.equal(await field(page, 'name').inputValue(), 'half');
});
