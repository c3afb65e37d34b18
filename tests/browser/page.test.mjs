import { assert, screens, test } from './harness.mjs';

test('the page opens and has its title', async ({ open, screenshot }) => {
  const page = await open('');
  assert.match(await page.title(), /OpenMercato/);
  await screenshot(page, 'page');
});

for (const [name, viewport] of Object.entries(screens)) {
  test(`nothing scrolls sideways on a ${name} screen`, { viewport }, async ({ open }) => {
    const page = await open('');
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overhang <= 0, `${overhang} px stick out`);
  });
}

test('axe finds nothing', async ({ open, accessible }) => {
  const page = await open('');
  await accessible(page);
});
