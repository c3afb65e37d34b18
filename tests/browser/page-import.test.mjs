// What people bring: dropped, pasted or chosen anywhere; what became of each line; taken, added, left and taken back.

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

import { assert, screens, test } from './harness.mjs';
import { BASICS, field, fillBasics, linked, openSection } from './page-actions.mjs';

const TFVARS = 'name = "shop"\naws_region = "eu-central-1"\nvpc_id = aws_vpc.main.id\n';

const VPC = `module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
  cidr = "10.20.0.0/16"
  enable_nat_gateway = true
  single_nat_gateway = true
  azs = data.aws_availability_zones.available.names
  public_subnets = ["10.20.0.0/24", "10.20.1.0/24"]
}
`;

const report = (page) => page.locator('.import-report');

/** The inputs of the link that the page has in its address. */
async function inAddress(page) {
  const packed = await page.evaluate(() => location.hash.slice('#v1.'.length));
  return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64url'))).inputs;
}

/** The row of a line of the source. */
const line = (page, number) => page.locator('.source tr').filter({ has: page.getByRole('rowheader', { name: `${number}`, exact: true }) });

/** Drags over an element, or the page, and drops there, as a browser says it of files or a text from elsewhere. */
async function drop(page, what, selector = '#form') {
  const transfer = await hold(page, what, selector);
  await page.locator(selector).dispatchEvent('drop', { dataTransfer: transfer });
}

async function hold(page, { files = [], text }, selector = '#form') {
  const transfer = await page.evaluateHandle(({ files, text }) => {
    const transfer = new DataTransfer();
    for (const [name, content] of files) transfer.items.add(new File([content], name));
    if (text !== undefined) transfer.setData('text/plain', text);
    return transfer;
  }, { files, text });
  await page.locator(selector).dispatchEvent('dragenter', { dataTransfer: transfer });
  await page.locator(selector).dispatchEvent('dragover', { dataTransfer: transfer });
  return transfer;
}

/** Pastes a text where the focus is; whether the page kept it from being pasted as usual. */
const paste = (page, text) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
    return event.defaultPrevented;
  }, text);

/** Closes the dialog, and waits until the page knows that. */
async function leave(page) {
  await page.keyboard.press('Escape');
  await page.locator('#import .dialog-body').waitFor({ state: 'detached' });
}

const use = (page) => page.getByRole('button', { name: 'Use these inputs' }).click();

test('files are dropped on any place: each line says what became of it, and nothing changes before it is taken', async ({ open, accessible }) => {
  const page = await open();
  await fillBasics(page, { ...BASICS, name: 'before' });
  const sign = page.locator('.drop-sign');
  const transfer = await hold(page, { files: [['shop.tfvars', TFVARS]] }, 'header.head');
  await sign.waitFor();
  assert.match(await sign.textContent(), /Drop it to read it here/);
  await page.locator('header.head').dispatchEvent('drop', { dataTransfer: transfer });
  await sign.waitFor({ state: 'hidden' });
  await report(page).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'shop.tfvars');
  assert.equal(await page.locator('.summary').textContent(), '2 of 3 settings taken, 1 left out.');
  assert.match(await line(page, 1).textContent(), /✓takenname = "shop"/);
  assert.match(await line(page, 3).textContent(), /✕left out.*Left out: vpc_id/);
  await accessible(page, 'the report');
  await page.keyboard.press('Escape');
  assert.equal(await field(page, 'name').inputValue(), 'before');
});

test('several files come each behind its name, those with something left out opened', async ({ open, accessible }) => {
  const page = await open();
  await drop(page, { files: [['a.tfvars', TFVARS], ['b.tfvars', 'environment = "staging"\n'], ['c.bin', '\u0000\uffff']] });
  await report(page).getByRole('heading', { name: '3 files' }).waitFor();
  const names = page.locator('.source-fold summary b');
  assert.deepEqual((await names.allTextContents()).slice(0, 2), ['a.tfvars', 'b.tfvars']);
  assert.deepEqual(await page.locator('.source-fold').evaluateAll((all) => all.slice(0, 2).map((fold) => fold.open)), [true, false]);
  await page.locator('.source-fold summary').nth(1).click();
  await page.locator('.source-fold').nth(1).locator('.source .taken').waitFor();
  await accessible(page, 'the report of several files');
  await use(page);
  assert.equal(await field(page, 'name').inputValue(), 'shop');
});

test('a folder is read without what other programs wrote', async ({ open }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'import-'));
  await mkdir(path.join(folder, 'envs/.terraform'), { recursive: true });
  await mkdir(path.join(folder, 'node_modules'), { recursive: true });
  await writeFile(path.join(folder, 'envs/prod.tfvars'), TFVARS);
  for (const name of ['README.md', 'envs/.terraform/a.tfvars', 'node_modules/b.tfvars']) await writeFile(path.join(folder, name), 'name = "other"\n');
  const page = await open();
  await page.locator('.head').getByRole('button', { name: 'Import' }).click();
  await page.locator('.folder-button input').setInputFiles(folder);
  await report(page).getByRole('heading', { name: 'prod.tfvars' }).waitFor();
  await page.locator('.said-list').getByText('3 files were in the folder passed over, by their names.').waitFor();
  await leave(page);

  // The browser's own drag, with a folder in it.
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  const { x, y } = await page.locator('#form').evaluate((form) => form.getBoundingClientRect().toJSON());
  for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x: x + 50, y: y + 50, data });
  await report(page).getByRole('heading', { name: 'prod.tfvars' }).waitFor();
  await use(page);
  assert.equal(await field(page, 'name').inputValue(), 'shop');
});

test('a text is pasted anywhere but in a field, and a link is read as one', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Basics');
  await field(page, 'name').focus();
  assert.equal(await paste(page, 'name = "pasted"'), false, 'a field takes it');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await page.locator('#section-heading').focus();
  assert.equal(await paste(page, 'Good morning, all.'), false);
  await page.locator('.report').getByText('Nothing in that text can be imported.').waitFor();
  assert.equal(await paste(page, 'name = "pasted"\n'), true);
  await report(page).getByRole('heading', { name: 'What was pasted' }).waitFor();
  await leave(page);
  await paste(page, ` https://example.org/ecs/${linked({ name: 'linked', aws_region: 'eu-west-1' })}\n`);
  await report(page).getByRole('heading', { name: 'A link' }).waitFor();
  await use(page);
  assert.equal(await field(page, 'name').inputValue(), 'linked');
});

test('a text that is dragged from elsewhere is read, one from this page is not', async ({ open }) => {
  const page = await open();
  const before = page.url();
  await page.locator('h1').dispatchEvent('dragstart');
  await drop(page, { text: 'name = "own"' });
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await page.locator('h1').dispatchEvent('dragend');
  await drop(page, { text: `https://example.org/${linked({ name: 'linked' })}` });
  await report(page).getByRole('heading', { name: 'A link' }).waitFor();
  assert.equal(page.url(), before);
});

test('a deployment takes the place of what is set, or is added to it, and either is one step back', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await page.locator('#section-heading').focus();
  await paste(page, 'name = "other"\n');
  await report(page).waitFor();
  assert.ok(await page.getByLabel('Replace your settings').isChecked());
  await page.getByText('2 of your settings are not in it: they go.').waitFor();
  await page.getByLabel('Add to your settings').check();
  await use(page);
  assert.deepEqual([await field(page, 'name').inputValue(), await field(page, 'image').inputValue()], ['other', BASICS.image]);
  await page.locator('.head').getByRole('button', { name: 'Undo added settings' }).click();
  await page.locator('.report').getByText('Undone: added settings.').waitFor();
  assert.equal(await field(page, 'name').inputValue(), BASICS.name);
  assert.equal(await page.locator('.import-notice').count(), 0, 'what was taken back is no news');

  await page.locator('#section-heading').focus();
  await paste(page, 'name = "other"\n');
  await use(page);
  await page.locator('.report').getByText('1 setting taken. Undo takes the import back.').waitFor();
  assert.deepEqual([await field(page, 'name').inputValue(), await field(page, 'image').inputValue()], ['other', '']);
  await page.locator('.import-notice').getByRole('button', { name: 'Undo the import' }).click();
  await page.locator('.report').getByText('Undone: import.').waitFor();
  assert.deepEqual([await field(page, 'name').inputValue(), await field(page, 'image').inputValue()], [BASICS.name, BASICS.image]);
});

test('what was left out leads to its field, from above the form and from the report', async ({ open, accessible }) => {
  const page = await open();
  await drop(page, { files: [['shop.tfvars', `${TFVARS}networking_mode = "existing"\n`]] });
  assert.equal(await report(page).getByRole('button', { name: 'VPC' }).count(), 0, 'there is no field before it is taken');
  await use(page);
  await accessible(page, 'what was imported');
  const notice = page.locator('.import-notice');
  await notice.getByRole('button', { name: 'vpc_id' }).click();
  await page.waitForFunction(() => document.activeElement.id === 'field-vpc_id');
  await notice.getByRole('button', { name: 'Show the report' }).click();
  await report(page).getByRole('button', { name: 'vpc_id' }).click();
  await page.waitForFunction(() => document.activeElement.id === 'field-vpc_id');
  await page.getByRole('button', { name: 'Close', exact: true }).locator('visible=true').click();
  assert.equal(await notice.count(), 0);
});

test('what calls of other modules could be is taken one by one or all together, and undo takes it back', async ({ open, accessible }) => {
  const page = await open();
  await fillBasics(page);
  await drop(page, { files: [['network.tf', VPC]] });
  await report(page).getByRole('heading', { name: 'network.tf' }).waitFor();
  assert.equal(await page.locator('.summary').textContent(), '0 of 4 settings taken, 3 could be, 1 left out.');
  assert.match(await line(page, 3).textContent(), /\?could be {2}cidr = "10.20.0.0\/16"/);
  const proposals = page.locator('.proposals li');
  assert.equal(await proposals.count(), 3);
  assert.match(await proposals.first().textContent(), /vpc_cidr = "10.20.0.0\/16".*module.vpc.cidr is the range of the VPC. Line 3\./);
  await accessible(page, 'what could be taken');
  const first = proposals.first().getByRole('button');
  await first.focus();
  await page.keyboard.press('Enter');
  await page.locator('.report').getByText('Taken: vpc_cidr. Undo takes it back.').waitFor();
  assert.equal(await first.getAttribute('aria-disabled'), 'true');
  assert.match(await first.textContent(), /^Taken/);
  assert.ok(await first.evaluate((button) => button === document.activeElement), 'the focus stays');
  await page.getByRole('button', { name: 'Take all 2', exact: true }).click();
  await page.getByRole('button', { name: 'All are taken', exact: true }).waitFor();
  await accessible(page, 'what was taken');
  await page.locator('.proposals').getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Take all 2', exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'What it could be');
  await leave(page);
  await openSection(page, 'Network');
  assert.equal(await field(page, 'vpc_cidr').inputValue(), '10.20.0.0/16');
  await page.locator('.head').getByRole('button', { name: 'Undo proposals' }).click();
  await page.waitForFunction(() => document.querySelector('#field-vpc_cidr').value === '');
  await openSection(page, 'Basics');
  assert.equal(await field(page, 'name').inputValue(), BASICS.name);
});

test('what was taken of a proposal stays when the deployment beside it takes the place of what is set', { viewport: screens.small }, async ({ open, accessible }) => {
  const page = await open();
  const ours = 'module "shop" {\n  source = "./openmercato-ecs"\n  name   = "other"\n}\n';
  await drop(page, { files: [['main.tf', `${ours}${VPC}`]] });
  await report(page).getByRole('button', { name: 'Take all 3', exact: true }).click();
  await report(page).getByRole('button', { name: 'All are taken', exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  const boxes = await page.locator('.proposals').evaluate((list) => list.scrollWidth - list.clientWidth);
  assert.equal(boxes, 0, 'nothing is wider than the list');
  await accessible(page, 'what could be taken, on a small screen');
  await use(page);
  await page.locator('#section-heading').waitFor();
  // The address follows what was taken first, and then what was used.
  await page.waitForFunction(() => document.querySelector('#field-name')?.value === 'other');
  let inputs = {};
  for (let before = ''; inputs.name !== 'other';) {
    await page.waitForFunction((before) => location.hash !== before, before);
    before = await page.evaluate(() => location.hash);
    inputs = await inAddress(page);
  }
  assert.deepEqual([inputs.name, inputs.vpc_cidr, inputs.nat_gateway_mode], ['other', '10.20.0.0/16', 'single']);
});

test('a long source folds what was taken, and all of it can be seen', async ({ open }) => {
  const page = await open();
  const entries = Array.from({ length: 400 }, (_, index) => `  KEY_${index} = "${index}"`);
  entries[200] = '  KEY_200 = var.other';
  await paste(page, `env = {\n${entries.join('\n')}\n}\n`);
  await report(page).waitFor();
  const shown = page.locator('.source tbody tr');
  assert.equal(await shown.count(), 7, 'five lines around what was left out, and a fold on both sides');
  await page.getByRole('button', { name: 'Lines 1 to 199: 199 taken' }).click();
  await page.waitForFunction(() => document.activeElement.id === 'import-0-0');
  await page.getByRole('button', { name: 'Show all lines' }).click();
  await page.getByRole('button', { name: 'Show 102 more lines of 102' }).click();
  assert.equal(await shown.count(), 402);
  await line(page, 402).waitFor();
});

test('what a stranger wrote is text, and a million characters do not stop the page', async ({ open }) => {
  const page = await open();
  const image = '<img src=x onerror=alert(1)>';
  const name = `${image}\u202e.tfvars`;
  await drop(page, { files: [[name, `name = "${image}\u202e"\nenv = { A = "${'x'.repeat(5000)}" }\n`]] });
  await report(page).waitFor();
  assert.equal(await report(page).locator('img').count(), 0);
  assert.equal(await report(page).getByRole('heading').textContent(), `${image}\\u202e.tfvars`);
  assert.match(await line(page, 1).textContent(), /"<img src=x onerror=alert\(1\)>\\u202e"/);
  assert.match(await line(page, 2).textContent(), /… 5016 characters in all/);
  await leave(page);
  for (const text of ['x'.repeat(1_000_000), '\n'.repeat(1_000_000), 'a = b\n'.repeat(160_000), `name = "shop"\n# ${'é'.repeat(500_000)}`]) {
    await drop(page, { files: [['large.tf', text]] });
    await report(page).waitFor();
    assert.ok(await page.locator('.source tr').count() <= 302);
    await leave(page);
  }
});

test('a sensitive value is in no link, no storage and no step of the history', async ({ open }) => {
  const page = await open();
  await drop(page, { files: [['shop.tfvars', 'name = "shop"\ndatabase_url = "postgres://u:geheim@db/x"\n']] });
  await use(page);
  await page.waitForFunction(() => location.hash.startsWith('#v1.'));
  await page.locator('.head').getByRole('button', { name: 'Undo import' }).click();
  await page.locator('.head').getByRole('button', { name: 'Redo import' }).click();
  const kept = await page.evaluate(() => [document.documentElement.outerHTML, location.href, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\n'));
  assert.doesNotMatch(kept, /geheim/);
});

test('keys alone bring, look, take and take back', { viewport: screens.small }, async ({ open }) => {
  const page = await open();
  await page.locator('body').press('Tab');
  await paste(page, TFVARS);
  await report(page).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  const reach = async (words) => {
    for (let presses = 0; presses < 30; presses += 1) {
      if ((await page.evaluate(() => document.activeElement.textContent)) === words) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${words} is not reached`);
  };
  await reach('Use these inputs');
  await page.keyboard.press('Enter');
  await page.locator('.import-notice').waitFor();
  await page.keyboard.press('Control+z');
  await page.locator('.import-notice').waitFor({ state: 'detached' });
});

test('a list of saved deployments and a deployment are taken into what is saved', async ({ open }) => {
  const page = await open();
  await page.locator('.head').getByRole('button', { name: 'Saved' }).click();
  const list = JSON.stringify({ deployments: [{ name: 'one', inputs: { name: 'one' } }] });
  await page.getByLabel('Import lists or deployments').setInputFiles([
    { name: 'list.json', mimeType: 'application/json', buffer: Buffer.from(list) },
    { name: 'shop.tfvars', mimeType: 'text/plain', buffer: Buffer.from(TFVARS) },
  ]);
  await page.getByText('Took in 1, left out 0. shop.tfvars: 2 of 3 settings taken, 1 left out.').waitFor();
  assert.deepEqual(await page.locator('.saved-row .name').evaluateAll((all) => all.map((name) => name.value)), ['one', 'shop']);
});

test('a text and several files are compared with', async ({ open }) => {
  const page = await open();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByLabel('Compare with files').setInputFiles([
    { name: 'a.tfvars', mimeType: 'text/plain', buffer: Buffer.from('name = "shop"\n') },
    { name: 'b.tfvars', mimeType: 'text/plain', buffer: Buffer.from('environment = "staging"\n') },
  ]);
  await page.getByText('2 settings taken. It was read by this page\'s module.').waitFor();
  await page.getByRole('heading', { name: '2 inputs differ' }).waitFor();
});

test('in another page, what the host has settled stays', async ({ open }) => {
  const page = await open(`?embed=1&pin=${encodeURIComponent(JSON.stringify({ name: 'host' }))}`);
  await drop(page, { files: [['shop.tfvars', 'name = "mine"\nimage = "app"\n']] });
  await report(page).getByText('The page around this one has settled name: what was brought waits.').waitFor();
  await use(page);
  await page.waitForFunction(() => document.querySelector('#field-image')?.value === 'app');
  assert.equal(await field(page, 'name').count(), 0);
});
