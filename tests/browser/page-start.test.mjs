// The first second: a deployment that plans, where to start from, and what is still to be filled in.

import { LOOKS, assert, screens, test } from './harness.mjs';
import { accepted, downloadButton, field, messages, openSection, openView, presetCard } from './page-actions.mjs';

const panel = (page) => page.locator('.start');
const levels = async (page) => (await page.locator('.foot .levels').textContent()).replace(/\s+/g, ' ').trim();

for (const [screen, colorScheme] of LOOKS) {
  test(`${screen}, ${colorScheme}: the first screen plans, and says what is left to do`, { viewport: screens[screen], colorScheme }, async ({ open, accessible, screenshot }) => {
    const page = await open('');
    await panel(page).waitFor();
    await accepted(page);
    assert.equal(await levels(page), '1 will not work 3 to fill in');
    assert.match(await page.locator('.foot .cost-range').textContent(), /^\$\d+ to \$\d+/);
    assert.equal(await panel(page).locator('.card').count(), 6);
    assert.match(await presetCard(page, 'complete').textContent(), /\$[\d,]+ to \$[\d,]+ a month, \d+ resources/);
    await accessible(page, 'the first screen');
    await screenshot(page, `${screen}-${colorScheme}-start`);
  });
}

test('the first edit folds the panel away, and a preset keeps what was typed', async ({ open }) => {
  const page = await open('');
  assert.equal(await messages(page, 'image').first().textContent(), 'Made up: write your own.');
  await field(page, 'name').fill('acme');
  await panel(page).waitFor({ state: 'detached' });
  await field(page, 'aws_region').fill('eu-central-1');
  await field(page, 'image').fill('ghcr.io/acme/shop:1.0');
  await messages(page, 'image').waitFor({ state: 'detached' });
  await page.locator('.head').getByRole('button', { name: 'Start from' }).click();
  await presetCard(page, 'existing-network-with-dns').click();
  await panel(page).waitFor({ state: 'detached' });
  await accepted(page);
  for (const [name, value] of [['name', 'acme'], ['aws_region', 'eu-central-1'], ['image', 'ghcr.io/acme/shop:1.0']]) {
    assert.equal(await field(page, name).inputValue(), value, name);
  }
  await openSection(page, 'Network');
  await page.locator('#field-private_subnet_ids-messages .fill').waitFor();
  assert.match(await page.locator('.section-link', { hasText: 'Network' }).textContent(), /to fill in/);
});

test('what is made up is named in link, brief and archive', async ({ open, download }) => {
  const page = await open('');
  await openView(page, 'Brief');
  const point = page.locator('.brief dt', { hasText: 'Made up, to be replaced' }).locator('xpath=following-sibling::dd');
  assert.equal((await point.textContent()).trim(), 'Container image; Secrets, JWT_SECRET; Secrets, TENANT_DATA_ENCRYPTION_FALLBACK_KEY');
  await page.locator('.head').getByRole('button', { name: 'Share', exact: true }).click();
  await page.locator('dialog[open]').getByText('3 places are still to be filled in.').waitFor();
  await page.keyboard.press('Escape');
  await download(page, () => downloadButton(page).click());
  await page.getByText('3 values in it are made up: its README lists them.').first().waitFor();
});

test('who comes back sees what was worked on, and never another deployment first', async ({ open, context }) => {
  const page = await open('');
  await field(page, 'name').fill('kept');
  await page.waitForFunction(() => localStorage.getItem('openmercato-ecs.latest'));
  await context.addInitScript(() => {
    new MutationObserver(() => {
      const name = document.querySelector('#field-name');
      if (name?.value) window.first ??= name.value;
    }).observe(document, { childList: true, subtree: true });
  });
  const again = await open('');
  assert.equal(await field(again, 'name').inputValue(), 'kept');
  assert.equal(await again.evaluate(() => window.first), 'kept');
  assert.equal(await panel(again).count(), 0);
});

test('blank asks for three things, none of which is a fault', async ({ open }) => {
  const page = await open('');
  await panel(page).getByRole('button', { name: 'Blank' }).click();
  await page.locator('.foot').getByText('3 to fill in').waitFor();
  assert.equal(await page.locator('.foot .level.error').count(), 0);
  assert.equal(await page.locator('.section-link', { hasText: 'Basics' }).locator('.count.error').count(), 0);
});

test('a place is as good as a region, and what depends on it moves along', async ({ open }) => {
  const page = await open('');
  await field(page, 'aws_region').fill('Frankfurt');
  await page.getByRole('button', { name: 'Set aws_region to eu-central-1' }).click();
  assert.equal(await field(page, 'aws_region').inputValue(), 'eu-central-1');
  await openSection(page, 'Network');
  await page.getByRole('button', { name: 'Move to eu-central-1' }).first().click();
  await accepted(page);
  await openSection(page, 'Basics');
  assert.match(await field(page, 'image').inputValue(), /ecr\.eu-central-1\./);
});

test('each choice, switch and class says what it changes a month', async ({ open }) => {
  const page = await open('');
  const consequence = (text) => page.locator('.option', { hasText: text }).locator('.consequence');
  await openSection(page, 'Redis');
  await consequence('external').getByText(/^−\$\d+ a month, \d+ resources less, 1 to fill in$/).waitFor();
  await consequence('serverless').getByText(/^\+\$\d+ to \+\$\d+ a month, /).waitFor();
  assert.equal(await consequence('managed').count(), 0, 'what is chosen changes nothing');
  await openSection(page, 'Database');
  await page.locator('.field', { has: page.locator('#field-db_multi_az') }).last().getByText(/^\+\$\d+ a month/).waitFor();
  await field(page, 'db_instance_class').focus();
  const words = (value) => page.locator(`datalist option[value="${value}"]`).textContent();
  assert.match(await words('db.m7g.large'), /^2 vCPU, 8 GiB, \+\$\d+ a month$/);
  assert.equal(await words('db.m7g.2xlarge'), '8 vCPU, 32 GiB, price not known');
});

test('long lists have words and prices, zones and sizes are typed from lists', async ({ open, accessible }) => {
  const page = await open('');
  const listed = async (path) => {
    await field(page, path).focus();
    const list = page.locator(`datalist#${await field(page, path).getAttribute('list')} option`);
    await list.first().waitFor({ state: 'attached' });
    return list.evaluateAll((options) => options.map((option) => `${option.value}: ${option.textContent}`));
  };
  await openSection(page, 'Operations');
  const days = await listed('log_retention_days');
  assert.equal(days.length, 23);
  assert.ok(days.includes('30: 1 month'), 'what is set has no price');
  assert.match(days.at(-1), /^3653: 10 years, \$0 to \+\$\d+ a month$/);
  await field(page, 'log_retention_days').fill('365');
  await page.keyboard.press('Tab');
  assert.equal(await messages(page, 'log_retention_days').count(), 0);
  await field(page, 'log_retention_days').fill('366');
  await page.keyboard.press('Tab');
  await messages(page, 'log_retention_days').first().waitFor();
  await openSection(page, 'Network');
  assert.deepEqual(await listed('availability_zones[1]'), ['b', 'c', 'd', 'f'].map((zone) => `us-east-1${zone}: N. Virginia`));
  await openSection(page, 'Web service');
  const [quarter] = await listed('web_service.cpu');
  assert.match(quarter, /^256: 0\.25 vCPU, −\$/);
  assert.match((await listed('web_service.memory'))[0], /^2048: 2 GiB, −\$/);
  await accessible(page, 'lists to type into');
});

test('the cards show what they would be where the customer is, with what exists', { viewport: screens.small }, async ({ open, accessible }) => {
  const page = await open('');
  const facts = () => presetCard(page, 'split-workers-managed').locator('.card-facts').textContent();
  const before = await facts();
  const region = panel(page).getByRole('textbox', { name: 'Region' }).or(panel(page).getByRole('combobox', { name: 'Region' }));
  await region.fill('Atlantis');
  await panel(page).getByText('No region is called so.').waitFor();
  await region.fill('Frankfurt');
  await panel(page).getByText('eu-central-1, Frankfurt').waitFor();
  for (const thing of ['Network', 'Database', 'Redis']) await panel(page).getByLabel(thing).check();
  assert.notEqual(await facts(), before);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  await accessible(page, 'what is known of a customer');
  await presetCard(page, 'split-workers-managed').click();
  await accepted(page);
  await openSection(page, 'Database');
  await page.locator('#field-database_url_secret_arn-messages .fill').waitFor();
});

test('workers are added by several names, and scale at once', { viewport: screens.small }, async ({ open, accessible }) => {
  const page = await open('?preset=split-workers-managed&section=workers');
  const said = await page.locator('.service-summary').allTextContents();
  assert.deepEqual(said, ['1 × 0.5 vCPU, 2 GiB', '1 × 0.5 vCPU, 4 GiB', '1 to 4 × 1 vCPU, 4 GiB'], 'as the picture reads');
  const names = page.getByRole('textbox', { name: /^Names to add/ });
  await names.fill('events, emails imports');
  await names.press('Enter');
  await page.getByText('There are rows of these names already: events.').waitFor();
  assert.equal(await names.inputValue(), 'events');
  assert.equal(await page.locator('.service').count(), 5);
  await page.getByText(/^Scales emails, events, general, imports and indexing\. Jobs that must keep their order, as events, lose it/).waitFor();
  const most = page.getByLabel('Most tasks of each');
  await most.fill('many');
  await page.getByRole('button', { name: 'Autoscale all' }).click();
  assert.equal(await most.getAttribute('aria-invalid'), 'true');
  await most.fill('5');
  await most.press('Enter');
  await page.getByRole('button', { name: 'Settings of emails' }).click();
  assert.equal(await field(page, 'worker_services["emails"].autoscaling.max_capacity').inputValue(), '5');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  await accessible(page, 'workers that scale');
});

test('the share dialog says which secrets the link holds, and takes them out', async ({ open, accessible }) => {
  const page = await open('?preset=minimal-managed');
  await openSection(page, 'Environment and secrets');
  await page.locator('#field-env').getByRole('button', { name: /Add a row/ }).click();
  await page.locator('input.name:focus').waitFor();
  await page.keyboard.type('API_TOKEN');
  await page.keyboard.press('Tab');
  await page.keyboard.type('hunter2');
  await page.locator('.head').getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByText('env["API_TOKEN"]').waitFor();
  const link = () => dialog.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  const before = await link();
  await accessible(page, 'a link with a secret');
  await dialog.getByRole('button', { name: /Take them out/ }).click();
  await dialog.getByText('Nothing in it looks like a secret in plain text.').waitFor();
  assert.notEqual(await link(), before);
});

test('autoscaling starts with numbers that work, and a wrong one takes nothing else away', async ({ open }) => {
  const page = await open('?preset=minimal-managed');
  const resources = async () => Number((await page.locator('.foot .resources').textContent()).match(/\d+/)[0]);
  const before = await resources();
  await openSection(page, 'Web service');
  await page.locator('[id="field-web_service-autoscaling-on"]').check();
  await accepted(page);
  await page.waitForFunction((count) => Number.parseInt(document.querySelector('.foot .resources').textContent) > count, before);
  await field(page, 'web_service.autoscaling.min_capacity').fill('many');
  await page.locator('.foot .levels.wrong').waitFor();
  await page.locator('.foot .incomplete').waitFor();
  assert.ok((await resources()) >= before, 'the rest stays in the plan');
});
