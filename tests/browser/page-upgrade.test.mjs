// An archive of another version on today's page: what changes, and a new archive with the edits kept.

import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { assert, test } from './harness.mjs';
import { downloadButton, field, openSection, unfold } from './page-actions.mjs';
import { openmercatoEcs } from './programs.mjs';
import { filesOfZip, zipOf } from './zip.mjs';

const ROOT = 'infra/terraform/deployments/shop';
const ALB = 'infra/terraform/modules/openmercato-ecs/alb.tf';

/** The files below a folder, by their paths. */
async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  return new Map(await Promise.all(paths.map(async (file) => [path.relative(folder, file), await readFile(file, 'utf8')])));
}

/** What a program of this kind wrote with another module, its manifests told of it. */
function older(files) {
  const old = new Map(files);
  old.set(ALB, old.get(ALB).replace('drop_invalid_header_fields = true', 'drop_invalid_header_fields = false'));
  old.set('CHANGELOG.md', '# Changelog\n\n## [0.0.9]\n');
  const changed = [ALB, 'CHANGELOG.md'];
  for (const [name, text] of old) {
    if (!name.endsWith('SHA256SUMS')) continue;
    const folder = name.slice(0, -'SHA256SUMS'.length);
    const sums = changed.reduce((sums, path) => {
      const sum = createHash('sha256').update(old.get(path)).digest('hex');
      const below = path.startsWith(folder) ? path.slice(folder.length) : path.replace(/^/, '../'.repeat(folder.split('/').length - 1));
      return sums.replace(new RegExp(`^[0-9a-f]{64}(  ${below.replaceAll('.', '\\.')})$`, 'm'), `${sum}$1`);
    }, text);
    old.set(name, sums);
  }
  return old;
}

async function withArchive(use) {
  const folder = await mkdtemp(path.join(tmpdir(), 'openmercato-ecs-'));
  try {
    await openmercatoEcs('emit', '--preset', 'minimal-managed', '--out', folder);
    return await use(await filesOf(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const drop = async (page, name, files) => {
  await page.getByRole('button', { name: 'Import', exact: true }).first().click();
  await page.getByLabel('Choose files').setInputFiles({ name, mimeType: 'application/zip', buffer: zipOf([...files]) });
};

/** The files of an archive, by their paths in the one folder that it holds. */
const repositoryOf = (bytes) => new Map([...filesOfZip(bytes)].map(([name, text]) => [name.slice(name.indexOf('/') + 1), text]));

const upgrade = (page) => page.locator('.upgrade');

test('an older archive becomes a new one with the edits kept, and what Terraform will do is said before', async ({ open, download, accessible }) => {
  await withArchive(async (made) => {
    const files = older(made);
    files.set(`${ROOT}/backend.tf`, 'terraform {\n  backend "s3" {}\n}\n');
    files.set(`${ROOT}/mine.tf`, 'resource "aws_sns_topic" "mine" {}\n');
    files.set('RUNBOOK.md', `${files.get('RUNBOOK.md')}\nOurs.\n`);
    const page = await open();
    await drop(page, 'last-year.zip', files);
    await upgrade(page).getByRole('heading', { name: 'What Terraform will do' }).waitFor();
    await upgrade(page).locator('.counts li', { hasText: /^1changed in place/ }).waitFor();
    await upgrade(page).getByText('You edited these, and they stay.', { exact: false }).waitFor();
    assert.match(await upgrade(page).getByRole('row', { name: /RUNBOOK\.md/ }).textContent(), /No lines to add, 2 to remove/);
    await upgrade(page).getByText('2 files of yours, kept').click();
    for (const name of ['backend.tf', 'mine.tf']) await upgrade(page).getByText(`${ROOT}/${name}`).waitFor();
    await upgrade(page).getByText(/things? (is|are) new in the module/).click();
    await accessible(page, 'an older archive');
    const kept = await download(page, () => upgrade(page).getByRole('button', { name: 'Download the new archive' }).click());
    const anew = repositoryOf(kept.bytes);
    assert.equal(anew.get(ALB), made.get(ALB));
    for (const name of [`${ROOT}/backend.tf`, `${ROOT}/mine.tf`, 'RUNBOOK.md']) assert.equal(anew.get(name), files.get(name), name);
    await upgrade(page).getByLabel('Write 1 file anew that you edited').check();
    const forced = await download(page, () => upgrade(page).getByRole('button', { name: 'Download the new archive' }).click());
    const rest = repositoryOf(forced.bytes);
    assert.equal(rest.get('RUNBOOK.md'), made.get('RUNBOOK.md'));
    assert.equal(rest.get(`${ROOT}/backend.tf`), files.get(`${ROOT}/backend.tf`), 'what is written once stays even then');
  });
});

test('an archive of this version that nobody edited needs no other', async ({ open }) => {
  await withArchive(async (made) => {
    const page = await open();
    await drop(page, 'today.zip', made);
    await page.getByText('This version made it, and nobody has edited a file since', { exact: false }).waitFor();
    assert.equal(await upgrade(page).count(), 0);
  });
});

test('what a stranger wrote in an archive is text', async ({ open }) => {
  await withArchive(async (made) => {
    const files = older(made);
    files.set('CHANGELOG.md', '# Changelog\n\n## <img src=x onerror=alert(1)>\n');
    files.set(`${ROOT}/<img src=x onerror=alert(1)>\u202e.tf`, 'x');
    const page = await open();
    await drop(page, '<img src=x onerror=alert(1)>.zip', files);
    await upgrade(page).getByRole('heading', { name: 'What becomes of its files' }).waitFor();
    assert.equal(await page.locator('.import-report img').count(), 0);
  });
});

test('a download keeps the edits of the archive that was taken, with what is chosen anew', async ({ open, download }) => {
  await withArchive(async (made) => {
    const files = older(made);
    files.set('RUNBOOK.md', 'Ours.\n');
    const page = await open();
    await drop(page, 'last-year.zip', files);
    await page.getByRole('button', { name: 'Use these inputs' }).click();
    const keep = page.locator('.import-notice').getByLabel('Download keeps the files that were added or edited in last-year.zip');
    assert.ok(await keep.isChecked());
    await openSection(page, 'Load balancer');
    await unfold(page);
    await field(page, 'alb_idle_timeout').fill('75');
    const kept = repositoryOf((await download(page, () => downloadButton(page).click())).bytes);
    assert.equal(kept.get('RUNBOOK.md'), 'Ours.\n');
    assert.match(kept.get(`${ROOT}/inputs.tf`), /alb_idle_timeout += 75/);
    await keep.uncheck();
    const plain = repositoryOf((await download(page, () => downloadButton(page).click())).bytes);
    assert.equal(plain.get('RUNBOOK.md'), made.get('RUNBOOK.md'));
    // The first takes back what was filled in since.
    for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: 'Undo the import' }).click();
    await keep.waitFor({ state: 'detached' });
  });
});
