// The picture in its pane.

import { deflateRawSync } from 'node:zlib';

import { assert, screens, test } from './harness.mjs';
import { BASICS } from './page-actions.mjs';

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
  const page = await open(`#v1.${deflateRawSync(JSON.stringify({ module: '0.1.0', inputs })).toString('base64url')}`);
  await becomes(page, 'landscape');
  for (const zone of zones) await page.locator('svg.picture .frame.zone', { hasText: zone }).first().waitFor({ state: 'attached' });
  assert.deepEqual(await smallTexts(page), []);
  await screenshot(page, 'picture-six-zones');
  await page.getByRole('button', { name: 'Every worker' }).click();
  await page.locator('svg.picture [role=button]', { hasText: 'worker-60' }).waitFor();
  await page.getByRole('button', { name: 'Whole picture' }).click();
  await page.waitForFunction(() => document.querySelector('svg.picture').getBoundingClientRect().bottom <= document.querySelector('#view-panel').getBoundingClientRect().bottom);
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
