// The brief: what stands in it, what a customer is told, how it prints, and what mail gets.

import { assert, test } from './harness.mjs';
import { BASICS, fillBasics, openView } from './page-actions.mjs';

const PRESETS = ['complete', 'existing-network-with-dns', 'existing-network-with-dns-waf', 'external-dependencies', 'minimal-managed', 'split-workers-managed'];

/** A customer whose name is markup, and notes of several lines. */
const HOSTILE = '<img src=x onerror=alert(1)> & "Söhne"';

async function fillOffer(page, offer) {
  const fields = page.locator('.offer');
  if (!(await fields.evaluate((element) => element.open))) await fields.locator('summary').click();
  for (const [label, text] of Object.entries(offer)) {
    await fields.getByLabel(label).fill(text);
    await fields.getByLabel(label).blur();
  }
}

/** How many pages the browser prints, whatever view is open. */
async function pages(page, format) {
  const pdf = (await page.pdf({ format })).toString('latin1');
  return pdf.match(/\/Type\s*\/Page[^s]/g).length;
}

test('the brief says what was decided, what is made and what is open', async ({ open, accessible }) => {
  const page = await open();
  await openView(page, 'Brief');
  const brief = page.locator('.view .brief');
  for (const heading of ['What was decided', 'Open points', 'What Terraform makes', 'What it costs a month', 'How it is secured']) {
    await brief.getByRole('heading', { name: heading }).waitFor();
  }
  await brief.getByText('Missing', { exact: true }).waitFor();
  await fillBasics(page);
  await brief.getByText('Missing', { exact: true }).waitFor({ state: 'detached' });
  await brief.getByRole('heading', { name: 'What must be brought' }).waitFor();
  await brief.getByRole('heading', { name: `${BASICS.name}: OpenMercato on AWS` }).waitFor();
  await brief.locator('.brief-picture svg').waitFor();
  await accessible(page, 'the brief');
});

test('for whom it is travels with the deployment, and Terraform never sees it', async ({ open, download, accessible }) => {
  const page = await open();
  await fillBasics(page);
  await openView(page, 'Brief');
  await fillOffer(page, { Customer: HOSTILE, Date: '2026-11-27', 'Valid until': '2026-12-31', Notes: 'A pilot first.\n`<b>` is text.' });
  const head = page.locator('.view .brief-head');
  await head.getByText('2026-12-31').waitFor();
  assert.equal(await head.locator('dd').first().textContent(), HOSTILE);
  await page.locator('.view .brief').getByText('A pilot first.').waitFor();
  await accessible(page, 'the offer');

  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: 'Save this one' }).click();
  await page.getByText('Saved as shop.').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => location.hash.length > 2);
  const { origin, hash } = new URL(page.url());
  const link = `${origin}/${hash}`;

  await openView(page, 'Cost');
  const quote = (await download(page, () => page.getByRole('button', { name: /^Quote/ }).click())).bytes.toString();
  for (const cell of ['"Customer","<img src=x onerror=alert(1)> & ""Söhne"""', '"Valid until","2026-12-31"', 'US dollars', 'Low a year in USD', link]) {
    assert.ok(quote.includes(cell), `${cell} is not in ${quote}`);
  }

  const other = await open(hash);
  await openView(other, 'Brief');
  assert.equal(await other.locator('.offer').getByLabel('Customer').inputValue(), HOSTILE);
  await fillOffer(other, { Customer: 'Another' });
  await other.getByRole('button', { name: 'Saved' }).click();
  await other.getByRole('button', { name: 'Open shop' }).click();
  assert.equal(await other.locator('.view .brief-head dd').first().textContent(), HOSTILE);
});

test('every preset prints on two pages, from any view', async ({ open }) => {
  const counted = {};
  for (const preset of PRESETS) {
    const page = await open(`?preset=${preset}&view=cost`);
    await page.locator('.view .drivers').first().waitFor();
    counted[preset] = [await pages(page, 'A4'), await pages(page, 'Letter')];
    await page.close();
  }
  assert.deepEqual(counted, Object.fromEntries(PRESETS.map((preset) => [preset, [2, 2]])));
});

test('on paper is the brief alone', async ({ open, screenshot }) => {
  const page = await open('?preset=complete&view=plan');
  await page.locator('.view').first().waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const shown = await page.evaluate(() => [...document.querySelectorAll('.page > *')].filter((element) => element.checkVisibility()).map((element) => element.className));
  assert.deepEqual(shown, ['brief paper']);
  await screenshot(page, 'brief-on-paper', { fullPage: true });
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('.paper').textContent(), '');
  await page.locator('.view').first().waitFor();
});

test('mail gets the brief with its picture, and as plain text', async ({ open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await open('?preset=complete&view=brief');
  await page.getByRole('button', { name: 'Copy for mail' }).click();
  await page.getByText('Copied the brief, to paste into mail.').waitFor();
  const [html, text] = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return Promise.all(['text/html', 'text/plain'].map(async (type) => (await item.getType(type)).text()));
  });
  assert.match(html, /<img[^>]+src="data:image\/png;base64,[A-Za-z0-9+/=]{1000,}"/);
  assert.match(html, /What was decided/);
  assert.match(text, /^shop: OpenMercato on AWS\n=+\n- Price a month: \$/);
  assert.match(text, /http:\/\/127\.0\.0\.1:\d+\/#v1\./);
  assert.doesNotMatch(text, /!\[|\\\$|\\_/);
});

test('a brief on a phone needs no sideways scroll', { viewport: { width: 320, height: 568 } }, async ({ open, screenshot }) => {
  const page = await open('?preset=complete&view=brief');
  await page.locator('.panes').getByRole('button', { name: 'See' }).click();
  await page.locator('.view .brief').waitFor();
  await page.locator('.offer summary').click();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  await screenshot(page, 'brief-small');
});
