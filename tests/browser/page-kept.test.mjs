// That nothing is lost or false: in two tabs, on a reload, on other keyboards, under translation, with what nobody sees.

import { assert, test } from './harness.mjs';
import { BASICS, accepted, field, fillBasics, messages, openSection, openView } from './page-actions.mjs';

async function openSaved(page) {
  await page.locator('.head').getByRole('button', { name: 'Saved', exact: true }).click();
  await page.getByRole('button', { name: 'Save this one' }).waitFor();
}

/** The names in the dialog of saved deployments. */
const savedNames = (page) => page.locator('.saved .name').evaluateAll((names) => names.map((name) => name.value));

test('two tabs save, and both deployments are kept', async ({ open, context }) => {
  await context.addInitScript(() => {
    window.asked = 0;
    // The empty document that a tab begins with has none.
    if (navigator.storage) navigator.storage.persist = async () => { window.asked += 1; return true; };
  });
  const [one, other] = [await open(), await open()];
  await fillBasics(one, { name: 'one' });
  await fillBasics(other, { name: 'other' });
  await openSaved(one);
  await openSaved(other);
  await one.getByRole('button', { name: 'Save this one' }).click();
  // The other tab's list follows while it is open.
  await other.locator('.saved .name').waitFor();
  assert.deepEqual(await savedNames(other), ['one']);
  assert.equal(await one.evaluate(() => window.asked), 1, 'the browser is asked to keep what is saved');
  assert.equal(await other.evaluate(() => window.asked), 0);
  // A tab that was not told, as one that slept, writes nothing over the other's.
  await one.evaluate(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), { capture: true }));
  await other.getByRole('button', { name: 'Save this one' }).click();
  await other.getByText('Saved as other.').waitFor();
  await one.getByRole('button', { name: 'Duplicate one' }).click();
  await one.getByText('Saved once more as one (2).').waitFor();
  const kept = await one.evaluate(() => JSON.parse(localStorage.getItem('openmercato-ecs.saved')).deployments.map(({ name }) => name));
  assert.deepEqual(kept, ['one', 'other', 'one (2)']);
});

test('what was typed just before a reload is there after it, and the address follows', async ({ open }) => {
  const page = await open();
  await openSection(page, 'Basics');
  // Typed and reloaded in one task: nothing that waits can have run.
  const typeAndReload = (name) => Promise.all([
    page.waitForEvent('load'),
    page.evaluate((name) => {
      const input = document.getElementById('field-name');
      input.value = name;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      queueMicrotask(() => setTimeout(() => location.reload()));
    }, name),
  ]);
  for (const name of ['first', 'second']) {
    const before = await page.evaluate(() => location.hash);
    await typeAndReload(name);
    await page.waitForFunction((name) => document.querySelector('#field-name')?.value === name, name);
    await page.waitForFunction((before) => location.hash.startsWith('#v1.') && location.hash !== before, before);
    assert.equal(await page.evaluate(() => sessionStorage.length), 0, 'nothing lies about for a later visit');
  }
  // A tab that is hidden has its address at once.
  const before = await page.evaluate(() => location.hash);
  const after = await page.evaluate(() => {
    const input = document.getElementById('field-name');
    input.value = 'third';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return Promise.resolve().then(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      return location.hash;
    });
  });
  assert.notEqual(after, before);
});

test('undo and redo on keyboards of other languages, and with Caps Lock', async ({ open }) => {
  const page = await open();
  await fillBasics(page, { name: 'shop' });
  const name = () => field(page, 'name').inputValue();
  const press = (key, code, more = {}) => page.evaluate(([key, code, more]) => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...more }));
  }, [key, code, more]);
  const ctrl = { ctrlKey: true };
  const shift = { ctrlKey: true, shiftKey: true };
  for (const [what, undo, redo] of [
    ['Caps Lock', ['Z', 'KeyZ', ctrl], ['z', 'KeyZ', shift]],
    ['a Russian keyboard', ['я', 'KeyZ', ctrl], ['н', 'KeyY', ctrl]],
    ['a Greek keyboard', ['ζ', 'KeyZ', ctrl], ['Ζ', 'KeyZ', shift]],
    ['a German keyboard', ['z', 'KeyY', ctrl], ['y', 'KeyZ', ctrl]],
    ['single keys on a Russian keyboard', ['г', 'KeyU'], ['к', 'KeyR']],
  ]) {
    await press(...undo);
    assert.equal(await name(), '', `undo: ${what}`);
    await press(...redo);
    assert.equal(await name(), 'shop', `redo: ${what}`);
  }
  // A letter that AltGr writes is no shortcut.
  await press('ż', 'KeyZ', { ctrlKey: true, altKey: true, modifierAltGraph: true });
  assert.equal(await name(), 'shop');
  await press(']', 'Digit9', { ctrlKey: true, altKey: true, modifierAltGraph: true });
  await page.locator('#section-heading', { hasText: 'Network' }).waitFor();
});

/** Does to a document what a browser's translation does: each text node that may be translated gives way to an element. */
const translate = (page) => page.evaluate(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const open = nodes.filter((node) => node.data.trim() && node.parentElement.translate);
  for (const node of open) {
    const font = document.createElement('font');
    font.append(document.createElement('font'));
    font.firstChild.textContent = `«${node.data}»`;
    node.replaceWith(font);
  }
  return open.length;
});

/** What a reader sees of the state of things, once the archive's hash, the last of it, is there. */
async function shown(page) {
  await page.locator('.foot .hash code').waitFor();
  return {
    heading: await page.locator('#section-heading').textContent(),
    state: await page.locator('.foot').textContent(),
    messages: await messages(page, 'name').allTextContents(),
    tabs: await page.locator('.tabs').textContent(),
  };
}

test('under translation the prose is translated and what changes stays true', async ({ open }) => {
  const [page, plain] = [await open('?preset=blank&section=runtime'), await open('?preset=blank&section=runtime')];
  for (const each of [page, plain]) await fillBasics(each);
  await openSection(page, 'Runtime');
  assert.ok((await translate(page)) > 3, 'help and hints can be read in other languages');
  await page.locator('.choose .hint', { hasText: '«' }).first().waitFor();
  for (const each of [page, plain]) {
    await openSection(each, 'Basics');
    if (each === page) await translate(page);
    await field(each, 'name').fill('Not A Name');
    await field(each, 'name').blur();
    await messages(each, 'name').first().waitFor();
    await openView(each, 'Cost');
    await each.locator('.cost').waitFor();
  }
  assert.deepEqual(await shown(page), await shown(plain));
  for (const each of [page, plain]) {
    await field(each, 'name').fill(BASICS.name);
    await accepted(each);
    await openSection(each, 'Runtime');
    await each.getByLabel(/split_workers/).check();
    if (each === page) await translate(page);
    await openSection(each, 'Basics');
  }
  const cost = (each) => each.locator('.cost > h2').first().textContent();
  assert.deepEqual(await shown(page), await shown(plain));
  assert.equal(await cost(page), await cost(plain));
});

test('what nobody sees in a value is shown, and can be taken out', async ({ open, screenshot }) => {
  const page = await open();
  await fillBasics(page);
  await openSection(page, 'Network');
  await page.getByLabel(/It exists already/).check();
  await field(page, 'vpc_id').fill('\u00a0vpc-0f9e8d7c6b5a43210\u200b');
  await field(page, 'vpc_id').blur();
  await messages(page, 'vpc_id').filter({ hasText: '\\u00a0vpc-0f9e8d7c6b5a43210\\u200b' }).waitFor();
  await screenshot(page, 'what-nobody-sees');
  await messages(page, 'vpc_id').getByRole('button', { name: 'Set vpc_id to vpc-0f9e8d7c6b5a43210' }).click();
  assert.equal(await field(page, 'vpc_id').inputValue(), 'vpc-0f9e8d7c6b5a43210');
  assert.equal(await messages(page, 'vpc_id').count(), 0);
});

test('a reload leads back to section and view, without a step in the history', async ({ open }) => {
  const page = await open();
  const steps = await page.evaluate(() => history.length);
  await openSection(page, 'DNS and TLS');
  await openView(page, 'Plan');
  await page.waitForFunction(() => location.search === '?preset=blank&section=dns-and-tls&view=plan');
  await page.reload();
  await page.locator('#section-heading', { hasText: 'DNS and TLS' }).waitFor();
  await page.locator('#tab-plan[aria-selected=true]').waitFor();
  await openSection(page, 'Basics');
  await openView(page, 'Topology');
  await page.waitForFunction(() => location.search === '?preset=blank');
  assert.equal(await page.evaluate(() => history.length), steps);
});
