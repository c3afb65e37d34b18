// How much the page loads before its form can be used, and how long that and an edit take.
import { brotliCompressSync, constants } from 'node:zlib';
import { assert, test } from './harness.mjs';
import { BASICS, fillBasics } from './page-actions.mjs';
import { processorTime } from './processor-time.mjs';

/** Bytes of the initial load. The aim is 244,000; ARCHITECTURE.md says what each step brought and what is left. */
const BUDGET = 296_000;

/** Processors so many times slower than this one. */
const SLOWDOWNS = [1, 4];

const packed = (bytes) => {
  const best = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params: best }).length;
};

/** Notes in every document when a field of the form is there. */
function noteForm() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('#form input')) return;
    window.usableAt = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

test('the form needs no more than its budget', { timeout: 180_000 }, async ({ context, open }) => {
  const bodies = new Map();
  context.on('response', (response) => bodies.set(response.url(), response.body().catch(() => undefined)));
  await context.addInitScript(noteForm);
  const page = await open('');
  const asked = await page.evaluate(() => {
    const before = performance.getEntriesByType('resource').filter((entry) => entry.startTime <= window.usableAt);
    return [location.href, ...before.map((entry) => entry.name)];
  });
  const parts = new Map([['HTML', 0], ['CSS', 0], ['JavaScript', 0], ['WebAssembly', 0]]);
  const kinds = { html: 'HTML', css: 'CSS', js: 'JavaScript', wasm: 'WebAssembly' };
  const counted = new Set();
  for (const address of asked) {
    const extension = new URL(address).pathname.match(/\.(\w+)$/)?.[1] ?? 'html';
    const kind = kinds[extension];
    // The icon and the manifest are the browser's, not the form's.
    if (!kind || counted.has(address)) continue;
    counted.add(address);
    const bytes = await bodies.get(address);
    assert.ok(bytes, address);
    parts.set(kind, parts.get(kind) + packed(bytes));
  }
  const total = [...parts.values()].reduce((sum, bytes) => sum + bytes, 0);
  console.log('the initial load, with brotli 11:');
  for (const [kind, bytes] of [...parts, ['together', total]]) console.log(`  ${kind.padEnd(12)}${(bytes / 1000).toFixed(1).padStart(7)} kB`);
  for (const [kind, bytes] of parts) assert.ok(bytes > 0, `no ${kind} was asked for: what is counted is not what is loaded`);
  assert.ok(![...counted].some((address) => address.includes('_later')), 'the second part waits for the form');
  assert.ok(total <= BUDGET, `${total} bytes`);
});

test('no path of the machine that built the page is in its programs', async ({ context, open }) => {
  const programs = new Map();
  context.on('response', (response) => {
    if (response.url().endsWith('.wasm')) programs.set(response.url(), response.body());
  });
  const page = await open('');
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => entry.name.includes('_later')));
  assert.equal(programs.size, 2, [...programs.keys()].join());
  for (const [address, body] of programs) {
    const text = Buffer.from(await body).toString('latin1');
    const paths = text.match(/(?:\/[\w.-]+)*\/registry\/src\/[ -~]{1,80}|[A-Z]:\\[ -~]{1,80}/g) ?? [];
    assert.deepEqual(paths, [], address);
    for (const folder of [process.env.HOME, process.cwd()]) assert.ok(!text.includes(`${folder}/`), `${address} names ${folder}`);
  }
});

for (const rate of SLOWDOWNS) {
  test(`the form and an edit are there soon on a processor ${rate} times slower`, { timeout: 180_000 }, async ({ context, open }) => {
    await context.addInitScript(noteForm);
    // The first page of a browser pays for its start.
    const warm = await open('');
    const address = warm.url();
    await warm.close();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    await page.goto(address);
    await page.locator('#form input').first().waitFor();
    const usable = await page.evaluate(() => window.usableAt);
    await page.locator('.hash code').first().waitFor({ state: 'attached' });
    await fillBasics(page);
    const { milliseconds, result: edits } = await processorTime(page, () => page.locator('#field-name').evaluate(async (input, name) => {
      const times = [];
      for (let edit = 0; edit < 20; edit += 1) {
        input.value = `${name}-${edit}`;
        const start = performance.now();
        input.dispatchEvent(new Event('input', { bubbles: true }));
        // What follows from the edit is done in microtasks; a message comes after them.
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(undefined);
        });
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b);
    }, BASICS.name));
    const [median, worked] = [edits[edits.length / 2], milliseconds / edits.length];
    console.log(`${rate} times slower: usable after ${usable.toFixed(0)} ms, an edit takes ${median.toFixed(1)} ms, the processor works ${worked.toFixed(1)} ms`);
    // On a crowded machine the clock tells more of the others than of the page: it shows that an edit does not wait for
    // something, and the processor's time what it costs. What slows the processor down counts as its work.
    assert.ok(worked < 50 || rate > 1, `an edit works ${worked} ms`);
    assert.ok(usable < 3000 * rate && median < 100 * rate, `${usable} ms, ${median} ms`);
  });
}
