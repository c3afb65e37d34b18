import { assert, screens, test } from './harness.mjs';

test('the page opens and has its title', async ({ open, screenshot }) => {
  const page = await open('');
  assert.match(await page.title(), /OpenMercato/);
  await screenshot(page, 'page');
});

test('nothing scrolls sideways on any screen', async ({ open }) => {
  const page = await open('');
  for (const [name, viewport] of Object.entries(screens)) {
    await page.setViewportSize(viewport);
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overhang <= 0, `${overhang} px stick out on a ${name} screen`);
  }
});
