// The archive that a browser hands out, put before Terraform and beside the binary's.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { assert, test } from './harness.mjs';
import { BASICS, downloadButton, fillBasics } from './page-actions.mjs';
import { judge, openmercatoEcs } from './programs.mjs';

/** What the binary says and packs for the same choices. */
async function fromBinary(inputs, use) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'openmercato-ecs-'));
  try {
    const file = path.join(folder, 'inputs.tfvars.json');
    await writeFile(file, JSON.stringify(inputs));
    const zip = path.join(folder, 'archive.zip');
    await openmercatoEcs('bundle', '--inputs', file, '--out', zip);
    const plan = async (...source) => {
      const shown = JSON.parse(await openmercatoEcs('plan', ...source, '--format', 'json'));
      return shown.planned_values.root_module.resources;
    };
    return await use({ bytes: await readFile(zip), plan, file });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Terraform judges two roots, beside the other parts of the test run.
test('what is downloaded is what Terraform accepts, plans as listed, and the binary packs', { timeout: 240_000 }, async ({ open, download }) => {
  const page = await open();
  await fillBasics(page);
  const file = await download(page, () => downloadButton(page).click());

  await fromBinary(BASICS, async (binary) => {
    assert.ok(file.bytes.equals(binary.bytes), 'the browser packs the same bytes as the binary');

    const roots = {
      'infra/terraform/deployments/shop': ['--inputs', binary.file],
      'infra/terraform/examples/minimal-managed': ['--preset', 'minimal-managed'],
    };
    const verdicts = await judge(file.path, ...Object.keys(roots));
    for (const [root, source] of Object.entries(roots)) {
      const listed = (await binary.plan(...source)).map(({ address }) => `module.openmercato.${address}`);
      assert.deepEqual(verdicts[root].addresses, listed.sort(), root);
    }
  });
});
