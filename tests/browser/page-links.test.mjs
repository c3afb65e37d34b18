// What others bring: presets, files, links; and what is taken along: the link, the module call.

import { assert, test } from './harness.mjs';
import { BASICS, accepted, downloadButton, field, fillBasics, fragment, linked, messages, openSection, openView, presetCard } from './page-actions.mjs';
import { processorTime } from './processor-time.mjs';

const PRESETS = [
  'minimal-managed',
  'split-workers-managed',
  'external-dependencies',
  'existing-network-with-dns',
  'existing-network-with-dns-waf',
  'complete',
];

/** Waits until the address carries the inputs. */
const addressFollows = (page, before = '') =>
  page.waitForFunction((before) => location.hash !== before && location.hash.startsWith('#v1.'), before);

async function use(page, dialog) {
  await page.locator('.head').getByRole('button', { name: dialog, exact: true }).click();
  await page.locator('dialog[open]').waitFor();
}

for (const preset of PRESETS) {
  test(`${preset} has nothing wrong, shows its picture, and can be undone`, async ({ open, screenshot, accessible }) => {
    const page = await open();
    await openSection(page, 'Basics');
    await field(page, 'name').fill('mine');
    await page.locator('.head').getByRole('button', { name: 'Start from' }).click();
    await presetCard(page, preset).click();
    await accepted(page);
    assert.equal(await field(page, 'name').inputValue(), 'mine', 'what was typed stays');
    await screenshot(page, `preset-${preset}`);
    await accessible(page, preset);
    await page.getByRole('button', { name: 'Undo preset' }).click();
    assert.equal(await field(page, 'image').inputValue(), '');
  });
}

const MODULE_CALL = `module "openmercato" {
  source = "./modules/openmercato-ecs"

  name       = "shop"
  aws_region = "eu-central-1"
  vpc_id     = aws_vpc.main.id
  networking_mode = "existing"
  env = {
    GREETING = "a \${"b"} </script>"
    OTHER    = var.other
  }
  container_prot = 3000
}
`;

const TFVARS = 'name = "shop"\naws_region = "eu-central-1"\ndesired = 3\ndb_port = "many"\n';

test('a module call is pasted: what is literal comes over, references are reported and left empty', async ({ open, accessible, screenshot }) => {
  const page = await open();
  await use(page, 'Import');
  await page.getByLabel('Paste a text or a link').fill(MODULE_CALL);
  await page.getByRole('button', { name: 'Read the text' }).click();
  const lines = page.locator('.source tr');
  await lines.filter({ hasText: /^6.*Left out: vpc_id/ }).waitFor();
  await lines.filter({ hasText: /^10.*Left out: env.*OTHER/ }).waitFor();
  await accessible(page, 'what was understood of a file');
  await screenshot(page, 'import-notes');
  await page.getByRole('button', { name: 'Use these inputs' }).click();
  await openSection(page, 'Network');
  assert.equal(await field(page, 'vpc_id').inputValue(), '');
  await openView(page, 'Problems');
  await page.getByRole('button', { name: 'Rename container_prot to container_port' }).click();
  await page.getByRole('button', { name: 'Rename container_prot to container_port' }).waitFor({ state: 'detached' });
});

test('what nobody sees in a file is written out in what is said of it', async ({ open }) => {
  const page = await open();
  await use(page, 'Import');
  const text = `locals {\n  inputs = {\n    tags = { A = foo("\u202e\u001b") }\n  }\n}\n`;
  const file = { name: 'a.tf', mimeType: 'text/plain', buffer: Buffer.from(text) };
  await page.getByLabel('Choose files').setInputFiles(file);
  await page.locator('.source .said').filter({ hasText: 'foo("\\u202e\\u001b") is a function' }).waitFor();
});

test('a .tfvars file is read, and a text where a number belongs says so at its field', async ({ open }) => {
  const page = await open();
  await use(page, 'Import');
  const file = { name: 'prod.tfvars', mimeType: 'text/plain', buffer: Buffer.from(TFVARS) };
  await page.getByLabel('Choose files').setInputFiles(file);
  await page.locator('.source').getByText('desired is not an input of this module.').waitFor();
  await page.getByRole('button', { name: 'Use these inputs' }).click();
  await openSection(page, 'Database');
  await page.getByLabel('It exists already').check();
  assert.equal(await field(page, 'db_port').inputValue(), 'many');
  assert.match(await messages(page, 'db_port').first().textContent(), /number/);
});

test('a .tfvars.json file and an archive of ours are read', async ({ open, download }) => {
  const page = await open();
  await fillBasics(page);
  const archive = await download(page, () => downloadButton(page).click());
  const other = await open();
  const files = [
    { name: 'x.tfvars.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ name: 'from-json' })) },
    { name: 'openmercato.zip', mimeType: 'application/zip', buffer: archive.bytes },
  ];
  for (const [index, name] of ['from-json', BASICS.name].entries()) {
    await use(other, 'Import');
    await other.getByLabel('Choose files').setInputFiles(files[index]);
    await other.getByRole('button', { name: 'Use these inputs' }).click();
    await openSection(other, 'Basics');
    assert.equal(await field(other, 'name').inputValue(), name);
  }
});

test('a file that is neither is refused with a reason, and nothing changes', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await use(page, 'Import');
  for (const [name, text] of [['a.tf', 'module "x" {'], ['a.json', '{"a":'], ['a.zip', 'PK\u0003\u0004 broken']]) {
    const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) };
    await page.getByLabel('Choose files').setInputFiles(file);
    await page.locator('.import-report .said').first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Use these inputs' }).count(), 0, name);
  }
  await page.keyboard.press('Escape');
  assert.equal(await field(page, 'name').inputValue(), BASICS.name);
});

test('a link made here opens in a fresh browser', async ({ open, context }) => {
  const page = await open();
  await fillBasics(page, { ...BASICS, name: 'x</script>${y}"🦀' });
  await use(page, 'Share');
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  const markdown = await page.getByRole('textbox', { name: 'Link in Markdown' }).inputValue();
  assert.match(markdown, /^\[[^\][()<>]*\]\(http[^\s()]*\)$/);
  const browser = context.browser();
  const fresh = await browser.newContext();
  try {
    const there = await fresh.newPage();
    await there.goto(link);
    await there.locator('main:not(.loading)').waitFor();
    await openSection(there, 'Basics');
    assert.equal(await field(there, 'name').inputValue(), 'x</script>${y}"🦀');
    assert.equal(await there.locator('.notice').count(), 0);
  } finally {
    await fresh.close();
  }
});

test('the address follows the inputs, and survives a reload', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await addressFollows(page);
  await page.reload();
  await page.locator('main:not(.loading)').waitFor();
  assert.equal(await field(page, 'name').inputValue(), BASICS.name);
});

test('Back and Forward go between links', async ({ open }) => {
  const page = await open(linked({ name: 'first' }));
  await openSection(page, 'Basics');
  await page.evaluate((hash) => { location.hash = hash; }, linked({ name: 'second' }));
  const nameIs = (name) => page.waitForFunction((name) => document.querySelector('#field-name')?.value === name, name);
  await nameIs('second');
  await page.goBack();
  await nameIs('first');
  await page.goForward();
  await nameIs('second');
  await page.getByRole('button', { name: 'Undo link' }).click();
  await nameIs('first');
});

const HOSTILE = {
  'a megabyte': `#v1.${'A'.repeat(1 << 20)}`,
  'damaged text': '#v1.%%%',
  'another kind': '#v9.abc',
  'a bomb': linked({ name: 'a'.repeat(3 << 20) }),
  'a thousand workers': linked({ worker_services: Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`w${n}`, {}])) }),
  'wrong types': linked({ name: ['a'], tags: 'x', worker_services: 7, web_service: { cpu: { a: 1 } } }),
  'a prototype': linked(JSON.parse('{"__proto__": {"a": 1}, "constructor": "x"}')),
  markup: linked({ '<img src=x onerror=alert(1)>': 1, name: '<img src=x onerror=alert(1)>' }),
  'no object': fragment([1, 2, 3]),
};

for (const [what, hash] of Object.entries(HOSTILE)) {
  test(`a link with ${what} says within a second what was left out`, async ({ open, accessible }) => {
    // Opened at first.
    const page = await open(hash);
    await page.locator('.notice li').first().waitFor();
    await page.locator('.notice').getByRole('button', { name: 'Close' }).click();
    await page.locator('.notice').waitFor({ state: 'detached' });
    // The same link, in a page that shows something else.
    await page.evaluate((hash) => { location.hash = hash; }, linked(BASICS));
    await page.waitForFunction((name) => document.querySelector('#field-name')?.value === name, BASICS.name);
    const { milliseconds } = await processorTime(page, () => page.evaluate(async (hash) => {
      location.hash = hash;
      while (!document.querySelector('.notice li')) await new Promise(requestAnimationFrame);
    }, hash));
    console.log(`a link with ${what}: ${milliseconds.toFixed(0)} ms`);
    assert.ok(milliseconds < 1000, `${milliseconds} ms`);
    assert.equal(await page.locator('img').count(), 0);
    await accessible(page, `a link with ${what}`, '.notice');
  });
}

test('a link of a version that is not known says so, and keeps its inputs', async ({ open }) => {
  const page = await open(fragment({ module: '999.0.0', inputs: { name: 'later' } }));
  await page.locator('.notice').getByText(/made with version 999\.0\.0 of the module/).waitFor();
  assert.equal(await field(page, 'name').inputValue(), 'later');
});

test('the module call is copied alone', async ({ open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await open();
  await fillBasics(page);
  await openView(page, 'Files');
  await page.getByRole('button', { name: 'Copy the module call' }).click();
  await page.getByText('Copied the module call.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^module "openmercato" \{\n {2}source/);
  assert.match(copied, /name += "shop"/);
});
