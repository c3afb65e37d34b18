// What the page shows once somebody has asked for it: how a pointer reaches it at any size, how keys do, and what of it
// is told apart by looks. `page-states.test.mjs` tries each under every circumstance.

import { field, openSection, openView } from './page-actions.mjs';

/** The preset in which every state can be reached. */
export const PRESET = 'split-workers-managed';

/** Shows what a narrow screen has behind the button of that name. */
async function show(page, pane) {
  const button = page.locator('.panes').getByRole('button', { name: pane });
  if (await button.isVisible()) await button.click();
}

async function openIn(page, section) {
  await show(page, 'Choose');
  await openSection(page, section);
}

async function see(page, view) {
  await show(page, 'See');
  await openView(page, view);
}

/** Opens what the first of these folds away. */
async function open(details) {
  if (!(await details.evaluate((element) => element.open))) await details.locator('summary').first().click();
}

/** Chooses in the toolbar, or in the menu that takes its place. */
async function choose(page, name) {
  const menu = page.locator('.head').getByRole('button', { name: 'Menu' });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('button', { name, exact: true }).locator('visible=true').first().click();
}

/** Presses a key until what has the focus is in what `selector` names. */
export async function until(page, key, selector, limit = 60) {
  for (let presses = 0; presses <= limit; presses += 1) {
    if (await page.evaluate((selector) => document.activeElement?.closest(selector) != null, selector)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${selector} is not reached with ${limit} times ${key}`);
}

/** Presses Tab until the focus has left what `selector` names. */
export async function leavesByTab(page, selector, limit = 120) {
  for (let presses = 0; presses <= limit; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => !document.activeElement.closest(selector), selector)) return;
  }
  throw new Error(`${selector} is not left with ${limit} times Tab`);
}

/** Looks for these words and goes to the first place that has them. */
async function search(page, words) {
  await page.keyboard.press('Control+k');
  await page.locator('dialog#search input:focus').waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

const closes = (page) => page.keyboard.press('Escape');

/**
 * Each state by name:
 * - `part`: what is looked at;
 * - `reach(page)`: opens it by pointer, on a screen of any size;
 * - `keys(page)`: opens it by keys alone, with the focus in it;
 * - `isModal`: whether the focus stays in it until Escape;
 * - `leave(page)`: closes it again, where the next state needs that;
 * - `apart`: pairs of elements that look different, whatever the colours.
 */
export const STATES = {
  'the start panel, with a region and what exists': {
    part: '.start',
    async reach(page) {
      await choose(page, 'Start from');
      await page.locator('.start').getByLabel('Region').fill('Frankfurt');
      for (const thing of ['Network', 'Redis']) await page.locator('.start').getByLabel(thing).check();
      await page.locator('.start').getByText('eu-central-1, Frankfurt').waitFor();
    },
    async keys(page) {
      await search(page, 'start from');
      await until(page, 'Tab', '.start .tick');
      await page.keyboard.press('Space');
    },
    leave: (page) => page.getByRole('button', { name: 'Close, and go on with what is open' }).click(),
  },
  'what most people never touch': {
    part: '.section > .fold',
    async reach(page) {
      await openIn(page, 'Load balancer');
      await open(page.locator('.section > .fold'));
    },
    async keys(page) {
      await search(page, 'idle timeout');
      await page.keyboard.press('ArrowRight');
    },
  },
  'an object, with its own fine tuning': {
    part: '.attributes > .fold:not([hidden])',
    async reach(page) {
      await openIn(page, 'Web service');
      await open(page.locator('.attributes > .fold:not([hidden])'));
    },
    keys: (page) => search(page, 'stop timeout'),
  },
  'autoscaling that was just switched on': {
    part: '.services',
    async reach(page) {
      await openIn(page, 'Workers');
      await page.getByRole('button', { name: 'Settings of general' }).click();
      await page.locator('[id="field-worker_services-general-autoscaling-on"]').check();
      await field(page, 'worker_services["general"].autoscaling.max_capacity').waitFor();
    },
    async keys(page) {
      await search(page, 'worker autoscaling');
      await until(page, 'Tab', '[aria-label="Settings of general"], .disclosure[aria-expanded="false"]');
      await page.keyboard.press('Enter');
      await until(page, 'Tab', '[id$="-autoscaling-on"]:not(:checked)');
      await page.keyboard.press('Space');
    },
    apart: [['.services [role=switch]:checked', '.services [role=switch]:not(:checked)']],
  },
  'an offer to move to another region': {
    part: '.section',
    async reach(page) {
      await openIn(page, 'Basics');
      await field(page, 'aws_region').fill('eu-central-1');
      await openSection(page, 'Network');
      await page.locator('.remedies').getByRole('button', { name: 'Move to eu-central-1' }).first().waitFor();
    },
    async keys(page) {
      await search(page, 'region');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('eu-central-1');
      await page.keyboard.press('Escape');
      await search(page, 'zones');
      await until(page, 'Tab', '.remedies button');
      await page.keyboard.press('Enter');
      await page.locator('.foot .levels:not(.wrong)').waitFor();
    },
    async leave(page) {
      await openIn(page, 'Basics');
      await field(page, 'aws_region').fill('us-east-1');
    },
  },
  'the search': {
    part: 'dialog#search',
    async reach(page) {
      await page.locator('.head').getByRole('button', { name: 'Search' }).click();
      await page.locator('dialog#search input').fill('backup');
      await page.locator('dialog#search [role=option]').nth(1).waitFor();
    },
    async keys(page) {
      await page.keyboard.press('c');
      await page.keyboard.press('/');
      await page.locator('dialog#search input:focus').waitFor();
      await page.keyboard.type('backup');
      await page.keyboard.press('ArrowDown');
    },
    isModal: true,
    leave: closes,
    apart: [['.found [aria-selected=true]', '.found [aria-selected=false]']],
  },
  'what would cost less': {
    part: '.savings',
    async reach(page) {
      await see(page, 'Cost');
      await page.locator('.savings .take-all').waitFor();
    },
    async keys(page) {
      await page.keyboard.press('o');
      await page.locator('.savings .take-all').waitFor();
      await until(page, 'Tab', '.savings li button', 120);
      await page.keyboard.press('Enter');
      await page.locator('.savings .take-all').waitFor();
      await until(page, 'Tab', '.savings li button', 1);
    },
  },
  'the picture of the cost': {
    part: '.bars',
    async reach(page) {
      await see(page, 'Cost');
      await page.locator('.growth').waitFor();
    },
    async keys(page) {
      await page.keyboard.press('o');
      await until(page, 'Tab', '.bars button');
    },
    apart: [['.bars .low', '.bars .high'], ['.bars .high', '.bars .track']],
  },
  'how the cost grows': {
    part: '.growth',
    async reach(page) {
      await see(page, 'Cost');
      await page.locator('.growth').waitFor();
    },
    async keys(page) {
      await page.keyboard.press('o');
      await until(page, 'Tab', '.growth-plot', 80);
      await page.keyboard.press('ArrowRight');
    },
    apart: [['.growth-edge', '.growth-grid'], ['.growth-dot', '.growth-plot']],
  },
  'what became of what was pasted': {
    part: '.import-report',
    async reach(page) {
      await choose(page, 'Import');
      await page.getByLabel('Paste a text or a link').fill(SOURCE);
      await page.getByRole('button', { name: 'Read the text' }).click();
      await page.locator('.source .said').first().waitFor();
    },
    async keys(page) {
      await until(page, 'Tab', '.tools .quiet:nth-of-type(3)');
      await page.keyboard.press('Enter');
      await page.locator('#import-text').waitFor();
      await until(page, 'Tab', '#import-text');
      await page.keyboard.type('name = "shop"');
      await until(page, 'Tab', '.import .primary');
      await page.keyboard.press('Enter');
      await page.locator('.source').waitFor();
      await until(page, 'Tab', '.import-report button');
    },
    isModal: true,
    leave: closes,
  },
  'what is said to a customer': {
    part: '.offer',
    async reach(page) {
      await see(page, 'Brief');
      const offer = page.locator('.offer');
      await open(offer);
      for (const [label, text] of Object.entries(OFFER)) {
        await offer.getByLabel(label).fill(text);
        await offer.getByLabel(label).blur();
      }
      await page.locator('.view .brief-head').getByText(OFFER.Customer).waitFor();
    },
    async keys(page) {
      await page.keyboard.press('m');
      await until(page, 'Tab', '.offer summary');
      if (!(await page.locator('.offer').evaluate((element) => element.open))) await page.keyboard.press('Enter');
      await until(page, 'Tab', '#offer-customer');
      await page.keyboard.type('Söhne & Co');
    },
  },
  'two pictures beside each other': {
    part: '.pictures',
    async reach(page) {
      await see(page, 'Compare');
      await page.getByLabel('Compare this deployment with').selectOption({ label: 'Preset: external-dependencies' });
      await page.locator('.pictures .sign').first().waitFor();
    },
    async keys(page) {
      await page.keyboard.press('c');
      await until(page, 'Tab', '#compare-with');
      await page.keyboard.type('Preset: ext');
      await page.locator('.pictures .sign').first().waitFor();
      await until(page, 'Tab', '.pictures summary');
    },
    apart: [['.still .card.only > .edge', '.still .card:not(.only, .different) > .edge'], ['.still .different > .edge', '.still .card:not(.only, .different) > .edge']],
  },
  'the picture alone': {
    part: 'dialog#present',
    async reach(page) {
      await see(page, 'Topology');
      await page.getByRole('button', { name: 'Present' }).click();
      await page.locator('#present svg.still').waitFor();
      await page.locator('#present').getByRole('button', { name: 'Price' }).click();
      await page.locator('#present').getByRole('button', { name: 'On', exact: true }).click();
    },
    async keys(page) {
      await page.keyboard.press('c');
      await page.keyboard.press('s');
      await page.locator('#present svg.still').waitFor();
      await page.keyboard.press('ArrowRight');
    },
    isModal: true,
    leave: closes,
    apart: [['#present .card:not(.pale) > .edge', '#present .card.pale > .edge']],
  },
};

/** A source with each of the ends that a line may have. */
const SOURCE = `name = "shop"\nvpc_id = aws_vpc.main.id\nenv = {\n  A = "1"\n  B = var.b\n}\n`;

const OFFER = { Customer: 'Söhne & Co', Date: '2026-11-27', 'Valid until': '2026-12-31', Notes: 'A pilot first.\nThe rest in spring.' };
