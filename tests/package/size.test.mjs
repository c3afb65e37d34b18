// What the package weighs, and what is in it.

import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';

import { assert, checkout, packageFolder } from './harness.mjs';

// kB of 1,000 bytes after brotli 11, as hosts send it.
const BUDGET = { first: 385, second: 560 };

async function files() {
  const folder = await packageFolder();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  return paths.map((file) => path.relative(folder, file)).sort();
}

test('both parts of the program are within their budget', async (context) => {
  const folder = await packageFolder();
  const weight = async (...names) => {
    const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name))));
    const packed = texts.map((bytes) => brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }).length);
    return packed.reduce((sum, length) => sum + length, 0) / 1000;
  };
  const scripts = ['made/openmercato_ecs.js', 'made/presets.js', 'js/index.js', 'js/api.js', 'js/later.js'];
  const first = await weight('made/openmercato_ecs_bg.wasm', ...scripts);
  const second = await weight('made/openmercato_ecs_later.wasm');
  const { size } = await stat(process.env.PACKAGE);
  context.diagnostic(`first part ${first.toFixed(1)} kB, second part ${second.toFixed(1)} kB, packed ${(size / 1000).toFixed(1)} kB`);
  assert.ok(first <= BUDGET.first, `first part: ${first} kB`);
  assert.ok(second <= BUDGET.second, `second part: ${second} kB`);
});

test('it has its licence, the notices of others, a version, and no path of who built it', async () => {
  const folder = await packageFolder();
  const names = await files();
  for (const name of ['LICENSE', 'THIRD-PARTY.txt', 'README.md', 'js/ecs.js', 'js/index.d.ts', 'made/inputs.d.ts']) {
    assert.ok(names.includes(name), name);
  }
  const { version, dependencies } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  assert.match(version, /^\d+\.\d+\.\d+/);
  assert.equal(dependencies, undefined);
  assert.match(await readFile(path.join(folder, 'THIRD-PARTY.txt'), 'utf8'), /^serde_json 1\./m);
  const traces = [checkout, '/.cargo/registry', process.env.HOME].filter((trace) => trace?.length > 1);
  for (const name of names) {
    const text = await readFile(path.join(folder, name), 'latin1');
    const found = traces.filter((trace) => text.includes(trace));
    assert.deepEqual(found, [], name);
  }
});
