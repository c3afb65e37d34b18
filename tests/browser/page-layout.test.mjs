// How the page looks and reads on each kind of screen.

import { LOOKS, assert, screens, test } from './harness.mjs';
import { fillBasics, openSection, openView, sectionTitles } from './page-actions.mjs';

const VIEWS = ['Topology', 'Files', 'Plan', 'Cost', 'Problems', 'Brief', 'Compare', 'Scope'];

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [screen, viewport] of Object.entries(screens)) {
  test(`${screen}: every section and view fits`, { viewport }, async ({ open, screenshot }) => {
    const page = await open();
    await fillBasics(page);
    for (const title of await sectionTitles(page)) {
      await openSection(page, title);
      await unfoldAll(page);
      assert.equal(await sideways(page), 0, title);
      await screenshot(page, `${screen}-section-${title}`);
    }
    await showPane(page, 'See');
    for (const view of VIEWS) {
      await openView(page, view);
      assert.equal(await sideways(page), 0, view);
      await screenshot(page, `${screen}-view-${view}`);
    }
    if (await showPane(page, 'Take')) {
      assert.equal(await sideways(page), 0, 'Take');
      await screenshot(page, `${screen}-take`);
    }
  });
}

for (const [screen, colorScheme] of LOOKS) {
  const settings = { viewport: screens[screen], colorScheme };

  test(`${screen}, ${colorScheme}: axe finds nothing`, settings, async ({ open, accessible, screenshot }) => {
    const page = await open();
    await accessible(page, 'the first sight');
    await page.locator('.foot').getByRole('button', { name: 'Download' }).click();
    await page.locator('#error-summary').waitFor();
    await accessible(page, 'the error summary');
    await fillBasics(page);
    for (const title of await sectionTitles(page)) {
      await openSection(page, title);
      await unfoldAll(page);
      await accessible(page, `section ${title}`, '#form');
      await screenshot(page, `${screen}-${colorScheme}-section-${title}`);
    }
    await showPane(page, 'See');
    for (const view of VIEWS) {
      await openView(page, view);
      await page.locator('.view details').evaluateAll((all) => all.forEach((details) => { details.open = true; }));
      // Some rules are about the page as a whole: that it has one heading, and landmarks around everything.
      await accessible(page, `view ${view}`, view === 'Problems' ? undefined : '#views');
      await screenshot(page, `${screen}-${colorScheme}-view-${view}`);
    }
    if (await showPane(page, 'Take')) await accessible(page, 'take away');
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
    await accessible(page, 'the shortcuts', 'dialog[open]');
    await page.keyboard.press('Escape');
    await page.locator('.head').getByRole('button', { name: /^(Saved|Menu)$/ }).click();
    await page.locator('dialog[open]').waitFor();
    await accessible(page, 'a dialog of the toolbar');
  });

  test(`${screen}, ${colorScheme}: every dialog fits, and axe finds nothing`, settings, async ({ open, accessible, screenshot }) => {
    const page = await open();
    await fillBasics(page);
    for (const dialog of ['Saved', 'Import', 'Share']) {
      const menu = page.locator('.head').getByRole('button', { name: 'Menu' });
      if (await menu.isVisible()) await menu.click();
      await page.getByRole('button', { name: dialog, exact: true }).locator('visible=true').first().click();
      await page.locator('dialog[open] .dialog-body').waitFor();
      if (dialog === 'Saved') await page.getByRole('button', { name: 'Save this one' }).click();
      if (dialog === 'Import') {
        await page.locator('#import-text').fill('name = "shop"\nvpc_id = aws_vpc.main.id\n');
        await page.getByRole('button', { name: 'Read the text' }).click();
        await page.locator('.source .said').first().waitFor();
      }
      assert.equal(await sideways(page), 0, dialog);
      await accessible(page, dialog, 'dialog[open]');
      await screenshot(page, `${screen}-${colorScheme}-dialog-${dialog}`);
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
  });
}

/** Opens what most people never touch. */
async function unfoldAll(page) {
  await page.locator('.choose details').evaluateAll((all) => all.forEach((details) => { details.open = true; }));
}

test('what a finger hits on a phone is 44 pixels high and wide', { viewport: screens.phone, hasTouch: true }, async ({ open }) => {
  const page = await open('?preset=split-workers-managed');
  const small = () => page.locator('button, summary, a[href]').evaluateAll((all) => all
    // What is found and the price share the height of one bar.
    .filter((element) => element.checkVisibility() && !element.matches('.skip, .foot .state'))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ element, box }) => box.height < 43.9 || (box.width < 43.9 && element.matches('.icon')))
    .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} ${box.width}x${box.height}`));
  for (const title of ['Basics', 'Workers', 'Environment and secrets']) {
    await openSection(page, title);
    await unfoldAll(page);
    assert.deepEqual(await small(), [], title);
  }
  await showPane(page, 'See');
  for (const view of VIEWS) {
    await openView(page, view);
    assert.deepEqual(await small(), [], view);
  }
  await showPane(page, 'Take');
  assert.deepEqual(await small(), []);
  for (const name of ['Print the brief', 'Read the brief', 'See the picture, save it']) {
    await page.locator('.take').getByRole('button', { name }).waitFor();
  }
});

test('the tab that is open is told by its colours where the system chooses them', { forcedColors: 'active' }, async ({ open }) => {
  const page = await open();
  const grounds = await page.locator('[role=tab]').evaluateAll((tabs) => tabs.map((tab) => getComputedStyle(tab).backgroundColor));
  assert.equal(grounds.filter((ground) => ground === grounds[1]).length, grounds.length - 1);
  assert.notEqual(grounds[0], grounds[1]);
});

/** Shows a pane of a narrow screen; says whether there are panes. */
async function showPane(page, name) {
  const button = page.locator('.panes').getByRole('button', { name });
  if (!(await button.isVisible())) return false;
  await button.click();
  return true;
}

test('the picture says in words what it shows', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  const nodes = page.locator('svg.picture [role=button]');
  assert.ok((await nodes.count()) > 5);
  for (const node of await nodes.all()) assert.match(await node.locator('title').textContent(), /Terraform|exists|outside/);
  assert.ok((await page.locator('.words tbody tr').count()) > 3);
});

test('a node leads to its section and names its resources', async ({ open }) => {
  const page = await open();
  await page.locator('svg.picture [role=button].database').click();
  await page.locator('#section-heading', { hasText: 'Database' }).waitFor();
  await page.locator('.selection').getByText('aws_db_instance.this[0]').waitFor();
  // And the other way round: the section that is open is marked in the picture.
  await openSection(page, 'Redis');
  await page.locator('svg.picture .card.redis.related').first().waitFor();
  assert.equal(await page.locator('svg.picture .card.database.related').count(), 0);
});
