// Core in Chromium: the corpus and the expressions, answered as natively.

import { assert, test } from './harness.mjs';
import { serveFolder } from './server.mjs';

const OPTIONS = { mayAsk: ({ hostname }) => hostname === '127.0.0.1', timeout: 180_000 };

/** Runs `use` with a page that has core. */
async function withCore(context, use) {
  const folder = process.env.IN_BROWSER;
  assert.ok(folder, 'IN_BROWSER must name the folder with core as WebAssembly: run `cargo xtask test browser`');
  const server = await serveFolder(folder);
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    return await use(page);
  } finally {
    server.close();
  }
}

test('a third of the cases and every expression get the answers that they get natively', OPTIONS, async ({ context }) => {
  await withCore(context, async (page) => {
    const { seed, asked, wrong } = await page.evaluate(async () => {
      const core = await import('./openmercato_ecs_in_browser.js');
      await core.default();
      const { seed, cases, expressions } = await (await fetch('./questions.json')).json();
      const wrong = cases.filter(({ inputs, verdict }) => core.verdict(inputs) !== verdict).map(({ name }) => name);
      // The page leaves out functions that the module does not call.
      const functions = new Set(core.functions().split(','));
      const calls = (text) => [...text.matchAll(/([a-z_0-9]+)\(/g)].map(([, name]) => name);
      const known = expressions.filter(({ expression }) => calls(expression).every((name) => functions.has(name)));
      wrong.push(...known.filter(({ expression, worth }) => core.worth(expression) !== worth).map(({ expression }) => expression));
      return { seed, asked: cases.length + known.length, wrong };
    });
    console.log(`CONFORM_SEED=${seed}: ${asked} questions`);
    assert.ok(asked > 1000, `${asked} questions`);
    assert.deepEqual(wrong, []);
  });
});
