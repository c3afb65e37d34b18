// The picture: in its pane, alone on a projector, beside another one.

import { assert, screens, test } from './harness.mjs';
import { BASICS, linked, openSection, openView } from './page-actions.mjs';

const PRESETS = [
  'minimal-managed',
  'existing-network-with-dns',
  'existing-network-with-dns-waf',
  'external-dependencies',
  'split-workers-managed',
  'complete',
];

const box = (page, selector) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().toJSON());
const becomes = (page, way) => page.locator(`.topology-view[data-orientation="${way}"]`).waitFor();

/** The texts of a drawing that stick out of their cards. */
const strayTexts = (page) =>
  page.locator('svg.picture .card').evaluateAll((cards) =>
    cards.flatMap((card) => {
      const edge = [...card.querySelectorAll('.edge')].at(-1).getBBox();
      const texts = [...card.querySelectorAll('text')].filter((text) => {
        const { x, width } = text.getBBox();
        return !text.hasAttribute('transform') && (x < edge.x - 1 || x + width > edge.x + edge.width + 1);
      });
      return texts.map((text) => text.textContent);
    }),
  );

test('the picture follows the shape of its pane, and the whole of it is in the pane', async ({ open, screenshot, accessible }) => {
  const page = await open('?preset=complete');
  const isWhole = async (what) => {
    const isIn = page.waitForFunction(
      () => {
        const [around, picture] = ['#view-panel', 'svg.picture'].map((selector) => document.querySelector(selector).getBoundingClientRect());
        return picture.top >= around.top && picture.bottom <= around.bottom && picture.right <= around.right;
      },
      undefined,
      { timeout: 3000 },
    );
    await isIn.catch(async () => assert.fail(`${what}: ${JSON.stringify([await box(page, 'svg.picture'), await box(page, '#view-panel')])}`));
  };
  for (const [name, viewport, way] of [
    ['laptop', screens.laptop, 'landscape'],
    ['projector', screens.projector, 'landscape'],
    ['tablet', screens.tablet, 'portrait'],
    ['standing', { width: 1200, height: 1600 }, 'portrait'],
  ]) {
    await page.setViewportSize(viewport);
    await becomes(page, way);
    if (way === 'landscape') await isWhole(name);
    await page.getByRole('button', { name: 'Whole picture' }).click();
    await isWhole(`${name}, asked for`);
    await screenshot(page, `picture-${name}`);
  }
  for (const name of ['phone', 'small']) {
    await page.setViewportSize(screens[name]);
    if (name === 'phone') await page.locator('.panes').getByRole('button', { name: 'See' }).click();
    await becomes(page, 'portrait');
    await page.locator('svg.picture .users').focus();
    await page.keyboard.press('0');
    await isWhole(name);
    await screenshot(page, `picture-${name}-whole`);
  }
  // Closer than the whole it goes on below the pane, and farther than that it is whole again.
  await page.keyboard.press('+');
  await page.waitForFunction(() => document.querySelector('svg.picture').getBoundingClientRect().height > 1000);
  await page.getByRole('button', { name: 'Farther' }).click();
  await isWhole('farther');
  await page.getByRole('button', { name: 'Closer' }).click();
  await accessible(page, 'the tall picture');
});

/** The texts of the picture that are lower than 8 pixels, which browsers round to. */
const smallTexts = (page) =>
  page.locator('svg.picture text').evaluateAll((texts) => texts.filter((text) => text.getBoundingClientRect().height < 7.99).map((text) => text.textContent));

test('six zones and sixty workers can be read, and are whole when asked for', async ({ open, screenshot }) => {
  const zones = [...'abcdef'].map((letter) => `us-east-1${letter}`);
  const workers = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`worker-${n + 1}`, { command: ['yarn', 'work'] }]));
  const inputs = { ...BASICS, aws_region: 'us-east-1', availability_zones: zones, runtime_mode: 'split_workers', worker_services: workers };
  const page = await open(linked(inputs));
  await becomes(page, 'landscape');
  for (const zone of zones) await page.locator('svg.picture .frame.zone', { hasText: zone }).first().waitFor({ state: 'attached' });
  assert.deepEqual(await smallTexts(page), []);
  await screenshot(page, 'picture-six-zones');
  await page.getByRole('button', { name: 'Every worker' }).click();
  await page.locator('svg.picture [role=button]', { hasText: 'worker-60' }).waitFor();
  await page.getByRole('button', { name: 'Whole picture' }).click();
  await page.waitForFunction(() => document.querySelector('svg.picture').getBoundingClientRect().bottom <= document.querySelector('#view-panel').getBoundingClientRect().bottom);
  await page.getByRole('button', { name: 'Every worker' }).click();
  await page.setViewportSize(screens.projector);
  await page.keyboard.press('s');
  await page.locator('#present svg.still').waitFor();
  await screenshot(page, 'present-six-zones');
});

test('texts stay in their cards on a page from right to left, and the colours follow the theme', async ({ open, screenshot }) => {
  const page = await open('?preset=complete');
  await page.setViewportSize(screens.projector);
  assert.deepEqual(await strayTexts(page), []);
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  assert.deepEqual(await strayTexts(page), [], 'from right to left');
  await screenshot(page, 'picture-right-to-left');
  const colour = (selector, property) =>
    page.locator(`svg.picture ${selector}`).first().evaluate((element, name) => getComputedStyle(element)[name], property);
  const looks = async () => [await colour('.card > .edge', 'fill'), await colour('.line .way', 'stroke'), await colour('.label', 'fill')];
  const light = await looks();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await looks();
  light.forEach((colour, index) => assert.notEqual(dark[index], colour));
});

test('the divider moves by mouse, touch and keys, is kept, and goes back', { hasTouch: true }, async ({ open, accessible, screenshot, context }) => {
  const page = await open();
  const divider = page.getByRole('separator', { name: 'Width of the form' });
  const form = async () => (await box(page, '#form')).width;
  const value = async () => Number(await divider.getAttribute('aria-valuenow'));
  const usual = await form();
  const share = async () => Math.round((100 * (await form())) / ((await form()) + (await box(page, '#views')).width));
  assert.equal(await value(), await share());

  await divider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((before) => document.getElementById('form').getBoundingClientRect().width < before, usual);
  assert.equal(await value(), await share());
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.querySelector('.divider').getAttribute('aria-valuenow') === '70');
  await becomes(page, 'portrait');
  await accessible(page, 'a broad form');

  const { x, y, width, height } = await divider.boundingBox();
  const middle = y + height / 2;
  await page.mouse.move(x + width / 2, middle);
  await page.mouse.down();
  await page.mouse.move(700, middle, { steps: 4 });
  await page.mouse.up();
  assert.ok(Math.abs((await box(page, '#form')).right - 700) < 12, 'the mouse takes it along');
  await screenshot(page, 'divider');

  const touch = await context.newCDPSession(page);
  const at = (x) => [{ x, y: middle }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(702) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(760) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(820) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.waitForFunction(() => Math.abs(document.getElementById('form').getBoundingClientRect().right - 820) < 12);

  const moved = await form();
  await page.reload();
  await divider.waitFor();
  await page.waitForFunction((width) => Math.abs(document.getElementById('form').getBoundingClientRect().width - width) < 2, moved);
  await divider.dblclick();
  await page.waitForFunction((width) => Math.abs(document.getElementById('form').getBoundingClientRect().width - width) < 2, usual);
  assert.equal(await page.evaluate(() => localStorage.getItem('openmercato-ecs.form-share')), null);

  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  await divider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((before) => document.getElementById('form').getBoundingClientRect().width > before, usual);
  await page.setViewportSize(screens.phone);
  await divider.waitFor({ state: 'hidden' });
  const embedded = await open('?embed=1');
  await embedded.setViewportSize({ width: 1000, height: 700 });
  await embedded.locator('.divider').waitFor({ state: 'hidden' });
  const columns = await embedded.locator('.page').evaluate((element) => getComputedStyle(element).gridTemplateColumns);
  assert.equal(columns.split(' ').length, 2, 'what was moved elsewhere is not followed');
});

/** The smallest letters of the picture, in pixels. */
const letters = (page) =>
  page.locator('#present svg.still').evaluate((svg) => {
    const unit = svg.getScreenCTM().a;
    return Math.min(...[...svg.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize) * unit));
  });

test('a projector shows every preset with letters of 18 pixels', { viewport: screens.projector, timeout: 120_000 }, async ({ open, screenshot }) => {
  for (const preset of PRESETS) {
    const page = await open(`?preset=${preset}`);
    await page.keyboard.press('s');
    await page.locator('#present svg.still').waitFor();
    const size = await letters(page);
    assert.ok(size >= 18, `${preset}: ${size.toFixed(1)} px`);
    await screenshot(page, `present-${preset}`);
    await page.close();
  }
});

test('presenting: keys lead through it, the price is shown if wanted, and the focus comes back', { viewport: screens.projector, reducedMotion: 'reduce' }, async ({ open, accessible, screenshot }) => {
  const page = await open('?preset=split-workers-managed');
  const button = page.getByRole('button', { name: 'Present' });
  await button.click();
  const stage = page.locator('#present');
  const title = stage.locator('.chapter b');
  await accessible(page, 'the picture alone');
  const shown = await box(page, '#present');
  assert.deepEqual([shown.width, shown.height], [1920, 1080]);
  assert.equal(await stage.locator('.pale').count(), 0);
  for (const [chapter, bright, pale] of [['Network', '.nat', '.web'], ['Runtime', '.web', '.database'], ['Data', '.database', '.nat'], ['Traffic', '.users', '.task']]) {
    await page.keyboard.press('ArrowRight');
    assert.equal(await title.textContent(), chapter);
    assert.equal(await stage.locator(`.card${bright}:not(.replica).pale`).count(), 0, chapter);
    assert.notEqual(await stage.locator(`.card${pale}.pale`).count(), 0, chapter);
    assert.notEqual(await stage.locator('.chapter span').textContent(), '');
    await screenshot(page, `present-${chapter}`);
  }
  await page.keyboard.press('ArrowRight');
  assert.equal(await title.textContent(), 'Traffic', 'the last one stays');
  await page.keyboard.press('PageUp');
  assert.equal(await title.textContent(), 'Data');
  assert.equal(await stage.locator('.stage-price').count(), 0);
  await page.keyboard.press('p');
  assert.match(await stage.locator('.stage-price').textContent(), /\$[\d,]+ to \$[\d,]+ a month/);
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page, 'the picture alone with its price, dark');
  await screenshot(page, 'present-price-dark');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await screenshot(page, 'present-forced-colours');
  assert.deepEqual(await page.evaluate(() => document.getAnimations().length), 0, 'nothing moves');
  await page.keyboard.press('Escape');
  await stage.locator('svg.still').waitFor({ state: 'detached' });
  assert.ok(await button.evaluate((element) => element === document.activeElement));
  await page.setViewportSize(screens.small);
  await page.keyboard.press('s');
  await stage.locator('svg.still').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  const isCut = (element) => element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
  assert.equal(await stage.locator('.chapter').evaluate(isCut), false);
  await accessible(page, 'the picture alone on a small screen');
  await screenshot(page, 'present-small');
  // Who wants no keys without Ctrl gets none here either.
  await page.evaluate(() => localStorage.setItem('openmercato-ecs.no-single-keys', '1'));
  await page.setViewportSize(screens.projector);
  await page.reload();
  await button.click();
  await page.keyboard.press('p');
  await page.keyboard.press('ArrowRight');
  await stage.getByText('Network', { exact: true }).waitFor();
  assert.equal(await stage.locator('.stage-price').count(), 0);
});

test('two pictures beside each other mark what differs, not by colour alone', async ({ open, accessible, screenshot }) => {
  const page = await open('?preset=split-workers-managed');
  await openView(page, 'Compare');
  await page.getByLabel('Compare this deployment with').selectOption({ label: 'Preset: external-dependencies' });
  const figure = (name) => page.locator('.beside-each-other figure', { has: page.locator('figcaption', { hasText: new RegExp(`^${name}$`) }) });
  await figure('There').locator('.sign').first().waitFor();
  const signs = async (name) => new Set(await figure(name).locator('.sign text').allTextContents());
  assert.deepEqual([...(await signs('Here'))].sort(), ['+', '≠'].sort());
  assert.ok((await signs('There')).has('≠'));
  assert.match(await figure('Here').locator('svg.still').getAttribute('aria-label'), /PostgreSQL.*\(different\)/);
  const [here, there] = [await figure('Here').boundingBox(), await figure('There').boundingBox()];
  assert.ok(here.y === there.y && here.x + here.width <= there.x, 'side by side');
  await accessible(page, 'two pictures');
  await page.locator('.pictures').scrollIntoViewIfNeeded();
  await page.locator('.pictures').evaluate((element) => element.scrollIntoView());
  await screenshot(page, 'compare-pictures');
  await openSection(page, 'Redis');
  await page.setViewportSize(screens.small);
  await page.locator('.panes').getByRole('button', { name: 'See' }).click();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  await page.getByLabel('Compare this deployment with').selectOption({ label: 'Preset: split-workers-managed' });
  await page.getByText('Both pictures show the same.').waitFor();
  assert.equal(await page.locator('.sign').count(), 0);
});
