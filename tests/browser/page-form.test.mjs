// The form: what is typed is kept, what is wrong is said where it is wrong.

import { assert, test } from './harness.mjs';
import { BASICS, accepted, downloadButton, field, fillBasics, linked, messages, openSection, openView, sectionTitles, unfold } from './page-actions.mjs';
import { processorTime } from './processor-time.mjs';

const status = (page) => page.locator('.foot .state').first();

test('an untouched page does not scold, but says how many things are missing', async ({ open }) => {
  const page = await open();
  assert.equal(await messages(page, 'name').count(), 0);
  assert.match(await status(page).textContent(), /3 to fill in/);
  assert.equal(await page.locator('.foot .level.error').count(), 0);
});

test('name, region and image are all that is needed', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await accepted(page);
});

test('a wrong name gives its message at the field, named to screen readers', async ({ open }) => {
  const page = await open();
  await field(page, 'name').fill('Shop');
  await messages(page, 'name').first().waitFor();
  assert.equal(await field(page, 'name').getAttribute('aria-invalid'), 'true');
  const described = (await field(page, 'name').getAttribute('aria-describedby')).split(' ');
  assert.ok(described.includes('field-name-messages'), described);
  await field(page, 'name').fill('shop');
  await messages(page, 'name').first().waitFor({ state: 'detached' });
  assert.equal(await field(page, 'name').getAttribute('aria-invalid'), null);
});

test('each kind of wrong value is refused at its field', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  const wrong = [
    ['Basics', 'aws_region', 'mars-1'],
    ['Basics', 'image', ''],
    ['Network', 'vpc_cidr', '10.0.0.0/99'],
    ['Load balancer', 'health_check_path', 'no slash'],
    ['Database', 'db_allocated_storage', '5'],
  ];
  for (const [section, name, value] of wrong) {
    await openSection(page, section);
    const before = await field(page, name).inputValue();
    await field(page, name).fill(value);
    const refusal = messages(page, name).and(page.locator('.error')).first();
    await refusal.waitFor();
    assert.equal(await field(page, name).inputValue(), value, 'what was typed stays as it was typed');
    await field(page, name).fill(before);
    await refusal.waitFor({ state: 'detached' });
  }
});

test('a number in the making is not put right under the fingers', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Load balancer');
  await unfold(page);
  for (const text of ['60', '600', '12x', '1.', '0030']) {
    await field(page, 'alb_idle_timeout').fill(text);
    assert.equal(await field(page, 'alb_idle_timeout').inputValue(), text);
  }
});

test('text that is no number survives a look elsewhere', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Load balancer');
  await unfold(page);
  await field(page, 'alb_idle_timeout').fill('about 60');
  await openSection(page, 'Database');
  await openSection(page, 'Load balancer');
  assert.equal(await field(page, 'alb_idle_timeout').inputValue(), 'about 60');
});

test('what was typed for another mode is out of sight and comes back', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await openSection(page, 'Database');
  await page.getByLabel('It exists already').check();
  await field(page, 'db_host').fill('db.example.com');
  await page.getByLabel('This module (RDS)').check();
  await field(page, 'db_host').waitFor({ state: 'detached' });
  await accepted(page);
  await page.getByLabel('It exists already').check();
  assert.equal(await field(page, 'db_host').inputValue(), 'db.example.com');
});

test('a refused download names every problem and leads to its field', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Redis');
  await downloadButton(page).click();
  const summary = page.locator('#error-summary');
  await summary.waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'error-summary');
  assert.equal(await summary.getByRole('heading').textContent(), 'There is a problem');
  assert.equal(await summary.getByRole('link').count(), 3);
  await summary.getByRole('link', { name: /Container image/ }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'field-image');
  assert.equal(await messages(page, 'name').count(), 1, 'after a refusal every field speaks');
});

test('undo goes back through fifty edits, redo forth again', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Load balancer');
  await unfold(page);
  // Those of the list that follow the default.
  const policies = [2, 3, 4, 5, 6];
  const choose = field(page, 'alb_ssl_policy');
  for (let edit = 0; edit < 50; edit += 1) await choose.selectOption({ index: policies[edit % policies.length] });
  const chosen = () => choose.evaluate((select) => select.selectedOptions[0].textContent);
  assert.equal(await chosen(), 'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04');
  await page.locator('body').click();
  for (let edit = 0; edit < 50; edit += 1) await page.keyboard.press('u');
  assert.equal(await chosen(), 'ELBSecurityPolicy-TLS13-1-2-2021-06', 'the default is back');
  assert.equal(await page.getByRole('button', { name: 'Nothing to undo' }).getAttribute('aria-disabled'), 'true');
  for (let edit = 0; edit < 50; edit += 1) await page.keyboard.press('Control+Shift+Z');
  assert.equal(await chosen(), 'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04');
});

test('rows of a map are added, renamed, refused when doubled, and removed', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Environment and secrets');
  const env = page.locator('#field-env');
  const add = async (name, value) => {
    await env.getByRole('button', { name: /Add a row/ }).click();
    await page.locator('input.name:focus').waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press('Tab');
    await page.keyboard.type(value);
  };
  await add('LOG_LEVEL', 'debug');
  await add('FEATURES', 'a=b');
  await add('FEATURES', 'lost?');
  await env.getByText(/already/).waitFor();
  await openSection(page, 'Basics');
  await openSection(page, 'Environment and secrets');
  assert.deepEqual(await env.locator('textarea').evaluateAll((all) => all.map((one) => one.value)), ['a=b', 'debug', 'lost?']);
  await env.locator('input.name').last().fill('MORE');
  await env.locator('input.name').last().press('Enter');
  await env.getByText(/already/).waitFor({ state: 'detached' });
  await env.getByRole('button', { name: 'Remove FEATURES' }).click();
  assert.deepEqual(await env.locator('input.name').evaluateAll((all) => all.map((one) => one.value)), ['LOG_LEVEL', 'MORE']);
  await env.locator('input.name').last().fill('TENANT_DATA_ENCRYPTION_FALLBACK_KEY_NEXT');
  const cut = await env.locator('input.name').last().evaluate((input) => input.scrollWidth - input.clientWidth);
  assert.equal(cut, 0, 'a name of forty letters is seen whole');
});

test('worker services are added, duplicated, changed and removed', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await openSection(page, 'Runtime');
  await page.getByLabel('On their own').check();
  await openSection(page, 'Workers');
  await page.getByRole('button', { name: /^Add/ }).click();
  await page.locator('input.name:focus').waitFor();
  await page.keyboard.type('emails');
  await page.keyboard.press('Enter');
  await field(page, 'worker_services["emails"].desired_count').fill('3');
  await page.getByRole('button', { name: 'Duplicate emails' }).click();
  await page.getByRole('button', { name: 'Settings of emails-2' }).click();
  assert.equal(await field(page, 'worker_services["emails-2"].desired_count').inputValue(), '3');
  await openView(page, 'Plan');
  await page.getByText('aws_ecs_service.worker["emails-2"]').waitFor();
  await page.getByRole('button', { name: 'Remove emails-2' }).click();
  await page.locator('.addresses:not(:has(.gone))').getByText('aws_ecs_service.worker["emails-2"]').waitFor({ state: 'detached' });
});

test('two hundred workers stay fast', async ({ open }) => {
  const workers = Object.fromEntries(Array.from({ length: 199 }, (_, n) => [`worker-${n + 1}`, {}]));
  const page = await open(linked({ ...BASICS, runtime_mode: 'split_workers', worker_services: workers }));
  await openSection(page, 'Workers');
  await page.getByRole('button', { name: 'Duplicate worker-1', exact: true }).click();
  await page.locator('.service').nth(199).waitFor({ state: 'attached' });
  assert.equal(await page.locator('.service').count(), 200);
  await page.getByRole('button', { name: 'Settings of worker-1', exact: true }).click();
  const count = field(page, 'worker_services["worker-1"].desired_count');
  const { milliseconds } = await processorTime(page, () => count.evaluate(async (input) => {
    input.value = '7';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }));
  console.log(`an edit among 200 workers takes ${milliseconds.toFixed(0)} ms`);
  assert.ok(milliseconds < 1000, `${milliseconds} ms`);
});

test('hostile texts stay data wherever they are shown', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await openSection(page, 'Environment and secrets');
  const hostile = ['"quoted" \\', 'a\nb', '${x} %{y}', '</script><img src=x onerror=alert(1)>', ']]>', '😀', '__proto__'];
  for (const [index, text] of hostile.entries()) {
    await page.locator('#field-env').getByRole('button', { name: /Add a row/ }).click();
    const row = page.locator('#field-env li').nth(index);
    await row.locator('input.name:focus').fill(`H${index}`);
    await row.locator('textarea').fill(text);
  }
  for (const view of ['Files', 'Plan', 'Problems', 'Topology']) {
    await openView(page, view);
    assert.equal(await page.locator('.page script, .page img').count(), 0, view);
  }
  const kept = await page.locator('#field-env textarea').evaluateAll((all) => all.map((one) => one.value));
  assert.deepEqual(kept, hostile);
  await openSection(page, 'Basics');
  for (const text of hostile.filter((text) => !text.includes('\n'))) {
    await field(page, 'name').fill(text);
    assert.equal(await field(page, 'name').inputValue(), text);
    await messages(page, 'name').first().waitFor();
    assert.equal(await page.locator('.page script, .page img').count(), 0);
  }
  await field(page, 'name').fill(BASICS.name);
  await accepted(page);
});

test('memory suggests what the chosen processor allows', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Web service');
  const offered = () => page.locator('#field-web_service-memory-suggestions option').evaluateAll((all) => all.map((one) => one.value));
  await field(page, 'web_service.cpu').fill('256');
  await field(page, 'web_service.memory').focus();
  await page.locator('#field-web_service-memory-suggestions option').first().waitFor({ state: 'attached' });
  assert.deepEqual(await offered(), ['512', '1024', '2048']);
});

test('a section of which nothing is used leads to what decides that', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Workers');
  await page.locator('.choose').getByText('Nothing here is used with what is chosen under').waitFor();
  await page.locator('.choose').getByRole('button', { name: 'Runtime' }).click();
  await page.locator('#section-heading', { hasText: 'Runtime' }).waitFor();
  await page.getByLabel('On their own').check();
  await openSection(page, 'Workers');
  await field(page, 'worker_services').first().waitFor();
});

test('what most people never touch is folded, and opens for whatever asks for someone', async ({ open }) => {
  const page = await open();
  await fillBasics(page);
  await openSection(page, 'Load balancer');
  const fold = page.locator('.section > .fold');
  const summary = page.locator('.section > .fold > summary');
  const isOpen = () => fold.evaluate((details) => details.open);
  const words = async () => (await summary.textContent()).trim();
  assert.equal(await words(), 'Fine tuning (7)');
  assert.equal(await field(page, 'alb_idle_timeout').isVisible(), false);
  await summary.focus();
  await page.keyboard.press('Enter');
  await field(page, 'alb_idle_timeout').fill('5000');
  await messages(page, 'alb_idle_timeout').first().waitFor();
  await summary.click();
  assert.equal(await words(), 'Fine tuning (7, 1 set)1 refused', 'a closed fold says what is wrong in it');
  await openView(page, 'Problems');
  await page.locator('.problem').getByRole('link', { name: 'Idle timeout' }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'field-alb_idle_timeout');
  await field(page, 'alb_idle_timeout').fill('90');
  await openSection(page, 'Redis');
  await openSection(page, 'Load balancer');
  assert.equal(await words(), 'Fine tuning (7, 1 set)');
  assert.equal(await isOpen(), false, 'what is set and right asks for nobody');
  await openSection(page, 'Redis');
  await page.getByRole('button', { name: 'Undo alb_idle_timeout' }).click();
  await field(page, 'alb_idle_timeout').waitFor();
  await openSection(page, 'Redis');
  await field(page, 'redis_num_cache_clusters').waitFor();
  await openSection(page, 'Web service');
  assert.equal((await page.locator('.attributes > .fold > summary').textContent()).trim(), 'Fine tuning (11)');
  assert.equal(await field(page, 'web_service.stop_timeout').isVisible(), false);
});

test('what decides about other fields is asked before them, in plain words', async ({ open }) => {
  const page = await open('?preset=complete');
  let asked = 0;
  for (const title of await sectionTitles(page)) {
    await openSection(page, title);
    const fields = await page.locator('.section > .field').evaluateAll((all) => all.map((one) => one.matches('.question')));
    asked += fields.filter(Boolean).length;
    assert.ok(fields.lastIndexOf(true) < 1 || fields.slice(0, fields.lastIndexOf(true)).every(Boolean), title);
    const help = await page.locator('.choose :is(.help, .hint)').allTextContents();
    assert.deepEqual(help.filter((text) => /\bNull\b|\{\}/.test(text)), [], title);
  }
  assert.ok(asked >= 8, `${asked} questions`);
});

test('nothing that a preset sets is folded away', async ({ open }) => {
  const page = await open('?preset=complete');
  let set = 0;
  for (const title of await sectionTitles(page)) {
    await openSection(page, title);
    set += await page.locator('.choose .field.set').count();
    assert.equal(await page.locator('.fold .field.set').count(), 0, title);
  }
  assert.ok(set > 20, `${set} fields are set`);
  // One of them belongs to fine tuning, and stands with the others.
  await openSection(page, 'Monitoring');
  await field(page, 'flow_log_retention_days').waitFor();
});
