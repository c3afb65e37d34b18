// What it costs: the range, what it rests on, and what is not in it.

import { assert, screens, test } from './harness.mjs';
import { field, fillBasics, openSection, openView } from './page-actions.mjs';

const VIRGINIA = {
  name: 'shop',
  aws_region: 'us-east-1',
  image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2',
};

const range = (page) => page.locator('.cost > h2').first();
const statusRange = (page) => page.locator('.foot .cost-range');
const driver = (page, name) => page.locator('.drivers details', { has: page.locator('.driver', { hasText: name }) });

/** An amount such as $1,234.50 in cents: dollars would not add up. */
const cents = (text) => Math.round(Number(text.replace(/[$,]/g, '')) * 100);

/** Low and high of texts such as `$1.00 to $2.00`, or `$1.00`, in cents. */
function ends(text) {
  const amounts = text.match(/\$[\d,]+\.\d\d/g).map(cents);
  return [amounts[0], amounts.at(-1)];
}

test('the total is the sum of the drivers, and a driver that of its lines', async ({ open }) => {
  const page = await open();
  await fillBasics(page, VIRGINIA);
  await openView(page, 'Cost');
  const sum = (texts) => texts.map(ends).reduce(([low, high], [l, h]) => [low + l, high + h], [0, 0]);
  assert.deepEqual(sum(await page.locator('.drivers .amount').allTextContents()), ends(await range(page).textContent()));
  const database = driver(page, 'Database');
  await database.locator('summary').click();
  const lines = await database.locator('tbody tr td:nth-child(4)').allTextContents();
  assert.equal(lines.length, 3);
  assert.deepEqual(sum(lines), ends(await database.locator('.amount').textContent()));
  assert.match(await page.locator('.cost').textContent(), /at prices as old as 2025-09/);
  await page.getByText('Data transfer to the internet').waitFor();
});

test('a change says what it adds and saves, and keeps what is open', async ({ open }) => {
  const page = await open();
  await fillBasics(page, VIRGINIA);
  await openView(page, 'Cost');
  await driver(page, 'Database').locator('summary').click();
  await openSection(page, 'Web service');
  await field(page, 'web_service.desired_count').fill('3');
  const change = page.locator('.cost .last-change');
  // A third task of 1 vCPU and 4 GB: 29.55 + 12.98, and its logs.
  await change.getByText(/^The last change adds \$42\.\d\d to \$4\d\.\d\d a month: Tasks: web, Logs\.$/).waitFor();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await page.getByRole('button', { name: /^Redo/ }).first().waitFor();
  assert.ok(await driver(page, 'Database').evaluate((details) => details.open));
});

test('the status bar has the range and leads to it', async ({ open }) => {
  const page = await open();
  assert.equal(await statusRange(page).count(), 0);
  await fillBasics(page, VIRGINIA);
  await statusRange(page).getByText(/^\$\d+ to \$\d+ a month$/).click();
  await range(page).waitFor();
  await page.locator('#tab-cost').focus();
  await page.keyboard.press('p');
  await range(page).waitFor({ state: 'detached' });
  await page.keyboard.press('o');
  await range(page).waitFor();
});

test('an assumption changes the range, travels in the link, and can be taken back', async ({ open }) => {
  const page = await open();
  await fillBasics(page, VIRGINIA);
  await openView(page, 'Cost');
  const usual = await range(page).textContent();
  const address = () => page.evaluate(() => location.hash);
  await page.waitForFunction(() => location.hash.length > 10);
  const plain = await address();
  const high = page.getByLabel('Traffic through NAT gateways, high');
  await high.fill('1000');
  await page.waitForFunction((usual) => document.querySelector('.cost > h2').textContent !== usual, usual);
  // 800 GB more at .045.
  assert.equal(ends(await range(page).textContent())[1] - ends(usual)[1], 3600);
  const busy = await range(page).textContent();
  await page.waitForFunction((plain) => location.hash !== plain, plain);

  const other = await open(await address());
  await openView(other, 'Cost');
  assert.equal(await range(other).textContent(), busy);
  assert.equal(await other.getByLabel('Traffic through NAT gateways, high').inputValue(), '1000');

  await page.getByRole('button', { name: 'Back to 20 to 200' }).click();
  assert.equal(await high.inputValue(), '200');
  assert.equal(await range(page).textContent(), usual);
  await page.waitForFunction((plain) => location.hash === plain, plain);
});

test('a range that cannot be is kept and explained', async ({ open, accessible }) => {
  const page = await open();
  await fillBasics(page, VIRGINIA);
  await openView(page, 'Cost');
  const before = await range(page).textContent();
  const low = page.getByLabel('Requests, low');
  await low.fill('many');
  await page.getByText('The low end, "many", is not a number.').waitFor();
  assert.equal(await low.getAttribute('aria-invalid'), 'true');
  assert.equal(await low.inputValue(), 'many');
  assert.equal(await range(page).textContent(), before);
  await accessible(page, 'a wrong assumption');
  await low.fill('50');
  await page.getByText(/low end, 50, exceeds the high one/).waitFor();
  await low.fill('0.5');
  assert.equal(await low.getAttribute('aria-invalid'), null);
});

test('what a line rests on leads to its field', async ({ open }) => {
  const page = await open();
  await fillBasics(page, VIRGINIA);
  await openView(page, 'Cost');
  const database = driver(page, 'Database');
  await database.locator('summary').click();
  await database.getByRole('button', { name: 'Database changed in a day' }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'assumed-backup-share-low');
  await database.getByRole('button', { name: 'Instance class' }).first().click();
  await page.waitForFunction(() => document.activeElement?.id === 'field-db_instance_class');
});

test('gaps of a region are marked, and a region without prices has no total', async ({ open }) => {
  const page = await open();
  await fillBasics(page, { ...VIRGINIA, aws_region: 'eu-central-1' });
  await openView(page, 'Cost');
  await page.getByText(/prices are not known for eu-central-1/).waitFor();
  assert.ok((await page.locator('.drivers .driver .tag').count()) > 0);
  await openSection(page, 'Basics');
  await field(page, 'aws_region').fill('eu-north-1');
  await page.getByRole('heading', { name: 'No total for eu-north-1' }).waitFor();
  await page.getByText(/For reference, in us-east-1: \$/).waitFor();
  await statusRange(page).waitFor({ state: 'detached' });
});

test('lines and assumptions are a file, and so is the picture', async ({ open, download }) => {
  const page = await open();
  await fillBasics(page, VIRGINIA);
  await openView(page, 'Cost');
  const file = await download(page, () => page.getByRole('button', { name: 'Quote with lines and assumptions, as CSV' }).click());
  assert.equal(file.name, 'shop-cost.csv');
  const lines = file.bytes.toString().trimEnd().split('\r\n');
  assert.equal(lines.filter((line) => line.startsWith('"assumption"')).length, 8);
  const picture = await download(page, () => page.getByRole('button', { name: 'Picture as SVG' }).click());
  assert.equal(picture.name, 'shop-cost.svg');
  assert.match(picture.bytes.toString(), /^<svg [\s\S]+>Tasks: web<[\s\S]+<\/svg>\n$/);
  const total = lines.find((line) => line.startsWith('"total"')).split('","');
  assert.deepEqual([cents(total[8]), cents(total[9])], ends(await range(page).textContent()));
});

test('the brief and the comparison have the cost', async ({ open }) => {
  const page = await open();
  await fillBasics(page, VIRGINIA);
  await openView(page, 'Brief');
  await page.getByRole('heading', { name: 'What it costs a month' }).waitFor();
  await openView(page, 'Compare');
  await page.getByLabel('Compare this deployment with').selectOption({ label: 'Preset: minimal-managed' });
  const both = page.getByRole('region', { name: 'Cost of both' });
  assert.deepEqual(ends(await both.locator('tr', { hasText: 'Total' }).locator('td').nth(1).textContent()), [18095, 19349]);
  await page.getByRole('heading', { name: /^This one adds \$/ }).waitFor();
});

const bars = (page) => page.locator('.bars button');
const plot = (page) => page.getByRole('slider', { name: 'Load' });

test('bars lead to their lines, and growth to each step, by pointer and by keyboard', async ({ open, accessible }) => {
  const page = await open('?preset=split-workers-managed');
  await openView(page, 'Cost');
  // The costliest part comes first, and together they are the whole.
  const amounts = (await page.locator('.bars .amount').allTextContents()).map(ends);
  assert.deepEqual(amounts.map(([, high]) => high), amounts.map(([, high]) => high).sort((a, b) => b - a));
  const sum = amounts.reduce(([low, high], [l, h]) => [low + l, high + h]);
  assert.deepEqual(sum, ends(await range(page).textContent()));
  const lengths = await bars(page).first().evaluate((bar) => {
    const width = (selector) => bar.querySelector(selector).getBoundingClientRect().width;
    return [width('.low') / width('.track'), width('.high') / width('.track')];
  });
  // $85.06 and $255.18 of a scale of $300.
  assert.ok(Math.abs(lengths[0] - 0.2835) < 0.01 && Math.abs(lengths[1] - 0.8506) < 0.01, String(lengths));

  // By keyboard: a bar opens its lines and takes the focus there.
  const indexing = page.getByRole('button', { name: 'Tasks: indexing $42.53 to $170.12' });
  await indexing.focus();
  await page.keyboard.press('Enter');
  const lines = driver(page, 'Tasks: indexing');
  await lines.getByText('Fargate x86 vCPU').waitFor();
  assert.ok(await lines.locator('summary').evaluate((summary) => summary === document.activeElement));

  // Growth begins at the low end and ends at the high one.
  const said = page.locator('.growth-said');
  await plot(page).focus();
  await page.keyboard.press('Home');
  assert.equal(ends(await said.textContent())[0], sum[0]);
  await page.keyboard.press('ArrowRight');
  const first = 'Above 1.25 million requests a month: indexing: 2 tasks. It adds $43.15 to $43.16. $515.41 to $515.45 a month in all.';
  assert.equal(await said.textContent(), first);
  assert.equal(await plot(page).getAttribute('aria-valuetext'), first);
  await page.keyboard.press('End');
  assert.equal(ends(await said.textContent())[1], sum[1]);
  const box = await plot(page).boundingBox();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
  await said.getByText(/^Above 2\.5 million requests a month: web: 4 tasks, indexing: 3 tasks\./).waitFor();

  await page.getByText('Load and cost in words').click();
  const rows = page.getByRole('region', { name: 'Load and cost' }).locator('tbody tr');
  assert.equal(await rows.count(), 8);
  await accessible(page, 'the cost as a picture');
  await rows.getByRole('button', { name: 'web: 3 tasks' }).click();
  await driver(page, 'Tasks: web').getByText('Fargate x86 vCPU').waitFor();

  // A busier month moves the steps.
  await page.getByLabel('Requests, high').fill('10');
  await page.getByText('Above 2.5 million requests a month').first().waitFor({ state: 'attached' });
});

// Colours that are on their way from one theme to the next would have any contrast.
test('the picture of the cost is read at every size, in every theme, and on paper', { reducedMotion: 'reduce' }, async ({ open, accessible }) => {
  const page = await open('?preset=split-workers-managed');
  await openView(page, 'Cost');
  await plot(page).waitFor();
  const widths = (selector) => page.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page, 'the cost in the dark');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  const grounds = await bars(page).first().evaluate((bar) =>
    ['.low', '.high'].map((part) => getComputedStyle(bar.querySelector(part)).backgroundColor));
  assert.notEqual(grounds[0], grounds[1], 'low and high are apart in forced colours');
  await page.emulateMedia({ forcedColors: 'none' });
  // From right to left the bars begin on the right; load still runs from left to right.
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  const sides = await bars(page).first().evaluate((bar) => {
    const right = (selector) => bar.querySelector(selector).getBoundingClientRect().right;
    return right('.track') - right('.high');
  });
  assert.ok(Math.abs(sides) <= 2, `a bar begins ${sides} px from its axis`);
  const ticks = await page.locator('.growth-load span').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x));
  assert.deepEqual(ticks, [...ticks].sort((a, b) => a - b));
  await page.evaluate(() => { document.documentElement.dir = ''; });
  const wide = await widths('.bars .track');
  await page.emulateMedia({ media: 'print' });
  assert.ok((await widths('.bars .high')).every((width) => width >= 1));
  assert.ok((await page.locator('.growth svg').boundingBox()).height > 150);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(screens.small);
  await page.getByRole('button', { name: 'See', exact: true }).click();
  await plot(page).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  const narrow = await widths('.bars .track');
  assert.ok(narrow[0] > 200, `a bar has ${narrow[0]} of 320 px, and ${wide[0]} on a laptop`);
  const outside = await page.locator('.bars .amount, .growth-money span, .growth-load span').evaluateAll((all) =>
    all.filter((one) => one.getBoundingClientRect().right > innerWidth || one.getBoundingClientRect().x < 0).length);
  assert.equal(outside, 0);
  await accessible(page, 'the cost at 320 px');
});

test('what would cost less is taken one by one and together, and adds no problem', async ({ open, accessible }) => {
  const page = await open('?preset=split-workers-managed&view=cost');
  const savings = page.locator('.savings');
  const most = async () => Number((await page.locator('.foot .cost-range').textContent()).match(/to \$([\d,]+)/)[1].replace(',', ''));
  const levels = () => page.locator('.foot .levels').textContent();
  const [before, found] = [await most(), await levels()];
  await savings.getByRole('button', { name: 'Take CPU architecture: ARM' }).click();
  await savings.getByRole('button', { name: 'Take CPU architecture: ARM' }).waitFor({ state: 'detached' });
  const one = await most();
  assert.ok(one < before);
  await savings.locator('.take-all').waitFor();
  await accessible(page, 'what would cost less');
  await savings.locator('.take-all').click();
  await savings.getByText('Nothing is known that costs less').waitFor();
  assert.ok((await most()) < one);
  assert.equal(await levels(), found);
});
