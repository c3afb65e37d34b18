// An older archive, brought to the version of the page: what was edited stays, and what Terraform will do is said before.

import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { assert, test } from './harness.mjs';
import { openmercatoEcs } from './programs.mjs';
import { zipOf } from './zip.mjs';

const ALB = 'infra/terraform/modules/openmercato-ecs/alb.tf';
const INPUTS = 'infra/terraform/deployments/shop/inputs.tf';

/** The files of an archive by their paths, as a program of another version would have written them. */
async function older(folder) {
  await openmercatoEcs('emit', '--preset', 'minimal-managed', '--out', folder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  const files = new Map(await Promise.all(paths.map(async (file) => [path.relative(folder, file), await readFile(file, 'utf8')])));
  const written = (name, text) => {
    const sum = createHash('sha256').update(text).digest('hex');
    files.set(name, text);
    files.set('SHA256SUMS', files.get('SHA256SUMS').replace(new RegExp(`[0-9a-f]{64}  ${name}\n`), `${sum}  ${name}\n`));
  };
  written(ALB, files.get(ALB).replace('drop_invalid_header_fields = true', 'drop_invalid_header_fields = false'));
  written('CHANGELOG.md', '# Changelog\n');
  return files;
}

const archive = (files) => ({
  name: 'last-year.zip',
  mimeType: 'application/zip',
  buffer: zipOf([...files].map(([name, text]) => [`terraform-aws-openmercato-ecs/${name}`, text])),
});

const view = (page) => page.getByRole('region', { name: 'The older archive, as the page writes it today' });

async function bring(page, files) {
  await page.locator('.head').getByRole('button', { name: 'Import' }).click();
  await page.getByLabel('Choose files').setInputFiles(archive(files));
  await page.locator('.import-report').waitFor();
}

test('an older archive is brought to this version with what was edited', async ({ open, download, accessible }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'openmercato-ecs-'));
  try {
    const files = await older(folder);
    files.set('LICENSE', 'none\n<b>mine</b>\u202e\ndatabase_url = "postgres://u:hunter2@h/d"\n');
    files.set(INPUTS, files.get(INPUTS).replace('desired_count = 1', 'desired_count = 2 # for the fair'));
    const page = await open();
    await bring(page, files);
    await page.getByRole('button', { name: 'Bring the archive to this version' }).click();
    await view(page).locator('.counts li', { hasText: /^1changed in place/ }).waitFor();
    await view(page).getByText('Yours, as you wrote them:').waitFor();
    await view(page).getByText(INPUTS).waitFor();
    await view(page).getByText('1 file was edited that the page writes otherwise.').waitFor();
    await view(page).locator('summary', { hasText: 'LICENSE' }).click();
    const own = await view(page).locator('pre').textContent();
    assert.ok(own.includes('<b>mine</b>\\u{202e}') && own.includes('database_url = (sensitive)') && !own.includes('hunter2'), own);
    await view(page).locator('summary', { hasText: 'New in the module' }).click();
    await view(page).getByRole('heading', { name: 'Unreleased Added' }).waitFor();
    await accessible(page, 'an upgrade');

    const save = () => view(page).getByRole('button', { name: 'Download the newer archive' }).click();
    const check = async (bytes) => {
      const file = path.join(folder, 'newer.zip');
      await writeFile(file, bytes);
      return JSON.parse(await openmercatoEcs('upgrade', file, '--dry-run', '--force', '--format', 'json'));
    };
    const newer = await download(page, save);
    assert.equal(newer.name, 'shop.zip');
    const kept = await check(newer.bytes);
    assert.deepEqual([kept.files.edited, kept.files.written, kept.news], [['LICENSE'], [], []]);
    assert.ok(kept.files.kept.includes(INPUTS), kept.files.kept.join());
    await page.getByLabel('Write these files anew').check();
    const anew = await check((await download(page, save)).bytes);
    assert.deepEqual(anew.files.edited, []);

    await view(page).getByRole('button', { name: 'Leave it' }).click();
    await view(page).waitFor({ state: 'detached' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a module file that was edited decides what Terraform will do', async ({ open }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'openmercato-ecs-'));
  try {
    const files = await older(folder);
    files.set(ALB, `${files.get(ALB)}# mine\n`);
    const page = await open();
    await bring(page, files);
    await page.getByRole('button', { name: 'Bring the archive to this version' }).click();
    await view(page).getByText('Terraform would change nothing.').waitFor();
    await page.getByLabel('Write these files anew').check();
    await view(page).locator('.counts li', { hasText: /^1changed in place/ }).waitFor();
  } finally {
    await rm(folder, { recursive: true });
  }
});
