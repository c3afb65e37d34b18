// What the page makes of the inputs: problems, plan, brief, comparison, what is saved.

import { readFile } from 'node:fs/promises';

import { assert, test } from './harness.mjs';
import { BASICS, field, fillBasics, openSection, openView } from './page-actions.mjs';

test('advice is listed with its reason, leads to its field, and can be accepted', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await openView(page, 'Problems');
  const advice = page.locator('.problem.broken', { hasText: 'dns_mode' });
  assert.match(await advice.locator('.rule').textContent(), /\.tf:\d+$/, 'the rule is named with file and line');
  await page.locator('.section-link', { hasText: 'DNS and TLS' }).locator('.count.broken').waitFor();
  await advice.getByRole('link').click();
  await page.locator('#section-heading', { hasText: 'DNS and TLS' }).waitFor();
  await advice.getByRole('button', { name: /Accept as it is/ }).click();
  await advice.waitFor({ state: 'detached' });
  await openSection(page, 'Operations');
  assert.equal(await page.locator('#field-acknowledged_advice input').first().inputValue(), 'plain_http');
});

test('a fix mends what it says, and can be undone', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Web service');
  await field(page, 'web_service.memory').fill('3000');
  const fix = page.locator('#field-web_service-memory-messages').getByRole('button').first();
  await fix.click();
  await page.waitForFunction(() => document.activeElement?.id === 'field-web_service-memory');
  assert.notEqual(await field(page, 'web_service.memory').inputValue(), '3000');
  await page.locator('body').click();
  await page.keyboard.press('Control+z');
  assert.equal(await field(page, 'web_service.memory').inputValue(), '3000');
});

test('undo opens the section in which something changes', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await openSection(page, 'Redis');
  await page.getByRole('button', { name: 'Undo image' }).click();
  await page.locator('#section-heading', { hasText: 'Basics' }).waitFor();
  assert.equal(await field(page, 'image').inputValue(), '');
});

test('the plan marks what the last change added', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await openView(page, 'Plan');
  await openSection(page, 'WAF');
  await page.getByLabel('Yes, one that exists').check();
  await field(page, 'waf_web_acl_arn').fill('arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/1a2b3c4d');
  await page.getByText(/aws_wafv2_web_acl_association/).first().waitFor();
  await page.locator('.checklist').getByText('The web ACL exists:').waitFor();
});

test('the bill of materials is a table and a file', async ({ open, download }) => {
  const page = await open();
  await fillBasics(page);
  await openView(page, 'Plan');
  const file = await download(page, () => page.getByRole('button', { name: 'Bill of materials as CSV' }).click());
  const lines = file.bytes.toString().trimEnd().split('\r\n');
  assert.equal(lines[0], '"What","Count","Details"');
  assert.equal(lines.length - 1, await page.getByRole('region', { name: 'Bill of materials' }).locator('tbody tr').count());
});

test('the picture is a file on its own', async ({ open, download }) => {
  const page = await open();
  await fillBasics(page, { ...BASICS, name: '</script>&"<b>' });
  const svg = await download(page, () => page.getByRole('button', { name: 'SVG' }).click());
  const text = await readFile(svg.path, 'utf8');
  assert.match(text, /^<svg /);
  assert.ok(!text.includes('<b>') && !text.includes('</script>'));
  const png = await download(page, () => page.getByRole('button', { name: 'PNG' }).click());
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
});

test('deployments are saved, opened, renamed, deleted and brought back', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: 'Save this one' }).click();
  await page.getByText('Saved as shop.').waitFor();
  await page.keyboard.press('Escape');
  await openSection(page, 'Basics');
  await field(page, 'name').fill('other');
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.locator('.saved-row .name').fill('first');
  await page.locator('.saved-row .name').press('Enter');
  await page.getByRole('button', { name: 'Delete first' }).click();
  await page.getByText('Nothing is saved yet').waitFor();
  await page.getByRole('button', { name: 'Undo deleting' }).click();
  await page.getByRole('button', { name: 'Open first' }).click();
  assert.equal(await field(page, 'name').inputValue(), 'shop');
  await page.reload();
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: 'Open first' }).waitFor();
});

test('the saved list goes out as a file and comes in again', async ({ open, download, context }) => {
  const page = await open();
  await fillBasics(page);
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: 'Save this one' }).click();
  const file = await download(page, () => page.getByRole('button', { name: 'Export all' }).click());
  await page.getByRole('button', { name: 'Delete shop' }).click();
  const input = page.locator('dialog[open] input[type=file]');
  await input.setInputFiles({ name: 'list.json', mimeType: 'application/json', buffer: file.bytes });
  await page.getByText('Took in 1, left out 0.').waitFor();
  await input.setInputFiles({ name: 'list.json', mimeType: 'application/json', buffer: Buffer.from('{"no": 1}') });
  await page.getByText(/list.json: Nothing of it can be taken/).waitFor();
  await page.getByRole('button', { name: 'Open shop' }).waitFor();
  assert.equal(context.pages().length, 1);
});

test('two deployments are held against each other', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await openView(page, 'Compare');
  await page.getByLabel('Compare this deployment with').selectOption({ label: "The module's defaults" });
  await page.getByRole('heading', { name: '3 inputs differ' }).waitFor();
  await openSection(page, 'Database');
  await page.getByLabel('It exists already').check();
  await page.locator('summary', { hasText: 'Only there' }).waitFor();
});

test('colours follow the choice, also after a reload', async ({ open }) => {
  const page = await open();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Colours: system' }).click();
  await page.getByRole('button', { name: 'Colours: light' }).click();
  await page.getByRole('button', { name: 'Colours: dark' }).waitFor();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await page.locator('main:not(.loading)').waitFor();
  assert.equal(await ground(), dark);
});
