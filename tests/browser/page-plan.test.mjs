// The plan argument by argument, with the ways between it and the form.

import { assert, screens, test } from './harness.mjs';
import { field, openSection, openView, resourceBlock as block, resourceRow as row, unfold } from './page-actions.mjs';
import { openmercatoEcs } from './programs.mjs';

const PRESET = 'split-workers-managed';

/** The lines of a resource's block, with single spaces. */
const linesOf = (page, address) => block(page, address).locator('.block-text').evaluateAll((all) => all.map((line) => line.textContent.replace(/\s+/g, ' ').trim()));

test('a resource opens to its block, by keyboard, and the inputs that decide it are one click away', async ({ open, accessible }) => {
  const page = await open(`?preset=${PRESET}`);
  await openView(page, 'Plan');
  assert.equal(await page.locator('.block').count(), 0, 'nothing is open at first');
  await row(page, 'aws_lb.this').focus();
  await page.keyboard.press('Enter');
  await row(page, 'aws_vpc.this[0]').focus();
  await page.keyboard.press(' ');
  assert.equal(await row(page, 'aws_vpc.this[0]').getAttribute('aria-expanded'), 'true');
  assert.equal(await page.locator('.block').count(), 2, 'several are open at once');
  const line = block(page, 'aws_lb.this').locator('.block-line', { hasText: 'idle_timeout' });
  await accessible(page, 'blocks of the plan');
  await line.getByRole('button', { name: 'alb_idle_timeout' }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'field-alb_idle_timeout');
  await field(page, 'alb_idle_timeout').fill('75');
  await block(page, 'aws_lb.this').locator('.block-text', { hasText: /idle_timeout\s+= 75/ }).waitFor();
  await row(page, 'aws_lb.this').press('Enter');
  assert.equal(await row(page, 'aws_lb.this').getAttribute('aria-expanded'), 'false');
  await block(page, 'aws_lb.this').waitFor({ state: 'detached' });
});

test('what is known after apply leads to the resource that it comes from', async ({ open }) => {
  const page = await open(`?preset=${PRESET}`);
  await openView(page, 'Plan');
  await row(page, 'aws_internet_gateway.this[0]').click();
  await block(page, 'aws_internet_gateway.this[0]').getByRole('button', { name: 'aws_vpc.this[0].id' }).click();
  await block(page, 'aws_vpc.this[0]').waitFor();
  assert.equal(await row(page, 'aws_vpc.this[0]').evaluate((element) => element === document.activeElement), true);
});

test('blocks are word for word what the binary prints', async ({ open }) => {
  const printed = await openmercatoEcs('plan', '--preset', PRESET);
  const page = await open(`?preset=${PRESET}`);
  await openView(page, 'Plan');
  for (const address of ['aws_lb.this', 'aws_db_instance.this[0]', 'aws_ecs_task_definition.web', 'aws_iam_role_policy.execution']) {
    const begin = printed.indexOf(`# ${address} will be created`);
    assert.ok(begin >= 0, address);
    const text = printed.slice(begin).split('\n\n')[0].split('\n').slice(1);
    const wanted = text.map((line) => line.replace(/ # (?:data\.)?\w+\.[^#]*$/, '').replace(/\s+/g, ' ').trim());
    await row(page, address).click();
    await block(page, address).waitFor();
    assert.deepEqual(await linesOf(page, address), wanted, address);
  }
});

test('a block fits into 320 pixels', { viewport: screens.small }, async ({ open, accessible }) => {
  const page = await open(`?preset=${PRESET}`);
  await page.locator('.panes').getByRole('button', { name: 'See' }).click();
  await openView(page, 'Plan');
  await row(page, 'aws_ecs_task_definition.web').click();
  await block(page, 'aws_ecs_task_definition.web').waitFor();
  const over = await block(page, 'aws_ecs_task_definition.web').evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(sideways <= 0, `${sideways} pixels`);
  await accessible(page, 'a block at 320 pixels');
});

test('a field tells which arguments it reaches, and leads to them', async ({ open, accessible }) => {
  const page = await open(`?preset=${PRESET}`);
  await openSection(page, 'Load balancer');
  await unfold(page);
  const reaches = page.locator('.field', { has: field(page, 'alb_idle_timeout') }).locator('.reaches');
  assert.equal(await reaches.getByRole('button').count(), 0, 'nothing is there before it is unfolded');
  await reaches.locator('summary').click();
  await reaches.getByText('aws_lb.this').waitFor();
  await accessible(page, 'what a field reaches');
  await reaches.getByRole('button', { name: 'idle_timeout' }).click();
  await page.waitForFunction(() => document.activeElement?.matches('.block-line.wanted'));
  assert.match(await page.evaluate(() => document.activeElement.textContent), /idle_timeout\s+= 60/);
});

test('the search finds resources by address, and arguments by name and by value', async ({ open }) => {
  const page = await open(`?preset=${PRESET}`);
  const look = async (text, option) => {
    await page.locator('body').press('/');
    await page.getByRole('combobox', { name: 'What do you look for?' }).fill(text);
    await page.getByRole('option', { name: option }).first().click();
  };
  await look('gp3', /storage_type = "gp3".*aws_db_instance/s);
  await page.waitForFunction(() => /storage_type/.test(document.activeElement?.textContent ?? ''));
  await look('aws_lb_listener.https', /^\s*aws_lb_listener\.https/);
  await page.waitForFunction(() => document.activeElement?.matches('.resource[aria-expanded="true"]'));
  await look('idle_timeout', /idle_timeout = 60/);
  await page.waitForFunction(() => /idle_timeout/.test(document.activeElement?.textContent ?? ''));
});
