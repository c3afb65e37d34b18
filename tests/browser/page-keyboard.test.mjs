// The whole job without a mouse.

import { assert, screens, test } from './harness.mjs';
import { BASICS, accepted } from './page-actions.mjs';

/** Presses a key until the focused element fits; gives how often that was. */
async function until(page, key, fits, limit = 60) {
  for (let presses = 0; presses <= limit; presses += 1) {
    if (await page.evaluate(fits)) return presses;
    await page.keyboard.press(key);
  }
  throw new Error(`not reached with ${limit} times ${key}`);
}

const focusWithin = (selector) => `!!document.activeElement?.closest(${JSON.stringify(selector)})`;

test('name, region, image, workers of their own, and the download, by keyboard alone', async ({ open, download }) => {
  const page = await open();
  // The first skip link leads into the form.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  for (const [name, value] of Object.entries(BASICS)) {
    await until(page, 'Tab', focusWithin(`#field-${name}`));
    await page.keyboard.type(value);
  }
  await accepted(page);
  await until(page, 'Tab', focusWithin('.neighbours .next'));
  for (const title of ['Network', 'Load balancer', 'Runtime']) {
    await page.keyboard.press(']');
    await page.locator('#section-heading', { hasText: title }).waitFor();
  }
  await page.waitForFunction(() => document.activeElement?.id === 'section-heading');
  await until(page, 'Tab', focusWithin('.option'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await page.locator('#section-heading', { hasText: 'Workers' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'section-heading');
  await until(page, 'Tab', `document.activeElement?.id === 'field-worker_services-add'`);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.classList.contains('name'));
  await page.keyboard.type('emails');
  await page.keyboard.press('Tab');
  await accepted(page);
  // Through the picture: one stop, then arrow keys.
  await page.keyboard.press('t');
  await until(page, 'Tab', focusWithin('svg.picture'));
  const first = await page.evaluate(() => document.activeElement.id);
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await page.evaluate(() => document.activeElement.id), first);
  await page.keyboard.press('Enter');
  await page.locator('.selection').waitFor();
  const file = await download(page, () => page.keyboard.press('d'));
  assert.equal(file.name, 'openmercato-shop.zip');
  assert.equal(file.bytes.subarray(0, 2).toString(), 'PK');
});

test('the focus has moved before the next key is heard', async ({ open }) => {
  const page = await open('?preset=split-workers-managed');
  await page.locator('#field-name').waitFor();
  // No key is heard sooner than a timer of nothing, which waits for no frame.
  const afterOneTask = (act) =>
    page.evaluate(`new Promise((told) => { ${act}; setTimeout(() => told(document.activeElement.id)); })`);
  const next = `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ']', bubbles: true }))`;
  const add = 'field-worker_services-add';
  while (!(await page.locator(`#${add}`).count())) {
    await page.evaluate(() => document.activeElement.blur());
    assert.equal(await afterOneTask(next), 'section-heading');
  }
  assert.match(await afterOneTask(`document.getElementById('${add}').click()`), /^field-worker_services-name-/);
});

test('tabs move with arrow keys and are one stop', async ({ open }) => {
  const page = await open();
  await page.locator('#tab-topology').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-files');
  assert.equal(await page.locator('[role=tab][tabindex="0"]').count(), 1);
  await page.keyboard.press('End');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-scope');
});

test('the shortcuts are listed, and single keys can be switched off', async ({ open }) => {
  const page = await open();
  await page.keyboard.press('?');
  await page.locator('dialog#shortcuts[open]').waitFor();
  await page.getByLabel('Keys without Ctrl do something').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  assert.equal(await page.locator('#tab-files').getAttribute('aria-selected'), 'false');
});

test('a letter typed into a field is no shortcut', async ({ open }) => {
  const page = await open();
  await page.locator('#field-name').focus();
  await page.keyboard.type('fpbtud');
  assert.equal(await page.locator('#field-name').inputValue(), 'fpbtud');
  assert.equal(await page.locator('#tab-topology').getAttribute('aria-selected'), 'true');
});

test('one key finds what can be set, decided or shown, in people\'s words', async ({ open, accessible, screenshot }) => {
  const page = await open();
  const typed = page.getByRole('combobox', { name: 'What do you look for?' });
  const look = async (key, words) => {
    await page.keyboard.press(key);
    await page.waitForFunction(() => document.activeElement?.role === 'combobox');
    await page.keyboard.type(words);
  };
  const focused = (id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
  const chosen = () => typed.evaluate((input) => document.getElementById(input.getAttribute('aria-activedescendant')).textContent);

  await look('/', 'graviton');
  assert.match(await chosen(), /^CPU architecture/);
  await accessible(page, 'the search');
  await screenshot(page, 'search');
  await page.setViewportSize(screens.small);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await accessible(page, 'the search on a small screen');
  await screenshot(page, 'search-small');
  await page.setViewportSize(screens.laptop);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.closest('#field-cpu_architecture'));

  // From within a field, to one that is folded away.
  await page.locator('.section-link').first().click();
  await page.locator('#field-name').focus();
  await look('Control+k', 'idle timeout');
  await page.keyboard.press('Enter');
  await focused('field-alb_idle_timeout');

  // What no chosen mode uses leads to what decides that.
  await look('Control+k', 'db_host');
  assert.match(await chosen(), /not used/);
  await page.keyboard.press('Enter');
  await focused('field-database_mode');

  await look('Control+k', 'price');
  await page.keyboard.press('Enter');
  await focused('tab-cost');

  await look('/', 'backup');
  const first = await chosen();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await chosen(), first);
  await page.keyboard.press('ArrowUp');
  assert.equal(await chosen(), first);
  await page.keyboard.press('Escape');
  await focused('tab-cost');
  // The browser gives the focus back before it says that the dialog is closed.
  await page.waitForFunction(() => !document.querySelector('#search .dialog-body'));

  await look('/', 'kubernetes');
  await page.locator('dialog[open]').getByText('No places').waitFor();
  assert.equal(await typed.getAttribute('aria-expanded'), 'false');
  await typed.fill('with everything');
  await page.locator('[role=option]').first().click();
  await page.locator('.page').getByText('Started from: Production with everything.').first().waitFor();
});
