// What a change does to a deployment that runs: beside the comparison, before a download, and at a field.

import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { assert, test } from './harness.mjs';
import { BASICS, downloadButton, field, linked, openSection, openView, resourceBlock } from './page-actions.mjs';
import { openmercatoEcs } from './programs.mjs';
import { zipOf } from './zip.mjs';

/** The panel that says what a change does. */
const panel = (page) => page.getByRole('region', { name: 'If this deployment runs' });

test('what a change does to a deployment that runs stands beside the comparison, the worst first', async ({ open, accessible }) => {
  const external = { database_mode: 'external', db_host: 'db.example.org', db_username: 'shop', db_password_secret_arn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-1a2b3c' };
  const page = await open(linked({ ...BASICS, ...external, alb_internal: true }));
  await openView(page, 'Compare');
  await page.getByLabel('Compare this deployment with').selectOption({ label: 'As opened: what the link holds' });
  await panel(page).getByText('Terraform would change nothing.').waitFor();
  await page.getByLabel('A link to compare with').fill(linked(BASICS));
  await page.getByRole('button', { name: 'Compare with the link' }).click();
  await panel(page).locator('.grave.error', { hasText: 'The database is destroyed with all that is in it.' }).waitFor();
  const kinds = await panel(page).locator('.graves .kind').allTextContents();
  assert.equal(kinds[0], 'data lost');
  assert.ok(kinds.includes('outage') && kinds.includes('new address'), kinds.join());
  const replaced = panel(page).locator('details', { hasText: 'AWS makes a new one and removes the old one' });
  assert.equal(await panel(page).locator('.counts li', { hasText: 'replaced' }).locator('b').textContent(), await replaced.locator('.count').textContent());
  await replaced.locator('li', { hasText: 'aws_lb.this' }).getByText('internal', { exact: true }).first().waitFor();
  await accessible(page, 'what a change does');
  await replaced.getByRole('button', { name: 'aws_lb.this', exact: true }).click();
  await resourceBlock(page, 'aws_lb.this').waitFor();
});

test('the panel says what the module refuses in its own words, and leads to the inputs', async ({ open }) => {
  const page = await open(linked(BASICS));
  await openView(page, 'Compare');
  await page.getByLabel('Compare this deployment with').selectOption({ label: 'As opened: what the link holds' });
  await field(page, 'name').fill('other');
  await panel(page).getByText('The module refuses this change').waitFor();
  await panel(page).getByText('this deployment was made as "shop"', { exact: false }).waitFor();
  await openSection(page, 'Redis');
  await panel(page).locator('.grave.error').first().getByRole('button').first().click();
  await page.waitForFunction(() => document.activeElement?.id === 'field-name');
  await page.locator('.running-note', { hasText: 'The module refuses the change' }).waitFor();
});

test('a link and a file can be compared with', async ({ open }) => {
  const page = await open(linked(BASICS));
  await openView(page, 'Compare');
  await page.getByLabel('A link to compare with').fill(`https://example.org/${linked({ ...BASICS, alb_idle_timeout: 75 })}`);
  await page.getByRole('button', { name: 'Compare with the link' }).click();
  await page.getByRole('heading', { name: '1 input differs' }).waitFor();
  await panel(page).locator('.counts li', { hasText: /^[1-9]\d*changed in place/ }).waitFor();
  const file = { name: '<b>.tfvars', mimeType: 'text/plain', buffer: Buffer.from('name = "shop"\naws_region = "eu-central-1"\nimage = "x"\n') };
  await page.getByLabel('Compare with files').setInputFiles(file);
  await page.getByText("3 settings taken. It was read by this page's module.").waitFor();
  assert.equal(await page.getByLabel('Compare this deployment with').evaluate((select) => select.selectedOptions[0].textContent), 'File: <b>.tfvars');
});

test('an archive of another version is compared by the module inside it', async ({ open }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'openmercato-ecs-'));
  try {
    await openmercatoEcs('emit', '--preset', 'minimal-managed', '--out', folder);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
    const files = await Promise.all(paths.map(async (file) => [`terraform-aws-openmercato-ecs/${path.relative(folder, file)}`, await readFile(file, 'utf8')]));
    const page = await open('?preset=minimal-managed');
    await openView(page, 'Compare');
    const compare = (files) => page.getByLabel('Compare with files').setInputFiles({ name: 'deployment.zip', mimeType: 'application/zip', buffer: zipOf(files) });
    await compare(files);
    await panel(page).getByText('Terraform would change nothing.').waitFor();
    await compare(files.map(([name, text]) => [name, text.replace('= var.alb_idle_timeout\n', '= 4000\n')]));
    await page.getByText('What it runs is told by the module inside it', { exact: false }).waitFor();
    await panel(page).locator('.counts li', { hasText: /^1changed in place/ }).waitFor();
    await compare(files.map(([name, text]) => [name, name.endsWith('/alb.tf') ? 'resource {' : text]));
    await page.getByText('What it runs cannot be told: the module in the archive is of another version', { exact: false }).waitFor();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a download says before what it does to what was opened', async ({ open, download, accessible }) => {
  const page = await open(linked(BASICS));
  const plain = await download(page, () => downloadButton(page).click());
  assert.equal(plain.bytes.subarray(0, 2).toString(), 'PK', 'nothing changes: nothing is asked');
  await openSection(page, 'Load balancer');
  await field(page, 'alb_internal').check();
  await downloadButton(page).click();
  const dialog = page.locator('dialog#confirm[open]');
  await dialog.getByText('The load balancer gets another DNS name.', { exact: false }).waitFor();
  assert.match(await dialog.locator('.in-all').textContent(), /resources?: .*\d+ replaced/);
  await accessible(page, 'the question before a download');
  const changed = await download(page, () => dialog.getByRole('button', { name: 'Save the archive' }).click());
  assert.equal(changed.name, 'openmercato-shop.zip');
  await downloadButton(page).click();
  await dialog.getByRole('button', { name: 'aws_lb.this', exact: true }).first().click();
  await page.waitForFunction(() => document.activeElement?.textContent === 'aws_lb.this');
  await downloadButton(page).click();
  await dialog.getByRole('button', { name: 'All that changes' }).click();
  await panel(page).locator('.grave').first().waitFor();
  assert.match(await page.getByLabel('Compare this deployment with').evaluate((select) => select.selectedOptions[0].textContent), /^As opened/);
});

test('what is started from a preset does not run: a download asks nothing', async ({ open, download }) => {
  const page = await open('?preset=split-workers-managed');
  await field(page, 'name').fill('other');
  const file = await download(page, () => downloadButton(page).click());
  assert.equal(file.bytes.subarray(0, 2).toString(), 'PK');
  assert.equal(await page.locator('.running-note').count(), 0);
});

test('an edit says at its field what it does to what was opened, and an undo takes that back', async ({ open, accessible }) => {
  const page = await open(linked(BASICS));
  await openSection(page, 'Database');
  await field(page, 'db_instance_class').fill('db.m7g.large');
  const note = (path) => page.locator('.field', { has: field(page, path) }).locator('.running-note');
  await note('db_instance_class').getByText('The database changes in its maintenance window', { exact: false }).waitFor();
  assert.equal(await page.locator('.running-note').count(), 1, 'the fields that have nothing to do with it say nothing');
  await accessible(page, 'what an edit does');
  await openSection(page, 'Load balancer');
  await field(page, 'alb_internal').check();
  await note('alb_internal').getByText('Nobody reaches the deployment until the new load balancer is there', { exact: false }).waitFor();
  await page.locator('.head').getByRole('button', { name: /^Undo/ }).click();
  await note('alb_internal').waitFor({ state: 'detached' });
});
