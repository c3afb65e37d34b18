// The first visit, an edit and the download in other engines than Chromium's: the same archive.

import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import nodeTest from 'node:test';

import { assert, pageUrl, test } from './harness.mjs';
import { BASICS, downloadButton, fillBasics } from './page-actions.mjs';
import { firefox, webkit } from './engines.mjs';

const TIMEOUT = 60_000;

/** Asks `question` until it has an answer. */
async function until(what, question) {
  for (const end = Date.now() + TIMEOUT / 2; Date.now() < end;) {
    const answer = await question();
    if (answer) return answer;
  }
  throw new Error(`waited in vain until ${what}`);
}

/** Fills in what every deployment needs, sees the picture, downloads; gives the hash that the page names. */
async function job(browser) {
  await browser.goto(`${await pageUrl()}?preset=blank`);
  await until('the page is there', () => browser.evaluate(() => document.querySelector('.foot .download') !== null));
  for (const [name, value] of Object.entries(BASICS)) await browser.type(`#field-${name}`, value);
  await until('nothing is wrong', () => browser.evaluate(() => document.querySelector('.foot .levels:not(.wrong)') !== null));
  const seen = await browser.evaluate(() => ({
    nodes: document.querySelectorAll('svg.picture [role=button]').length,
    colour: getComputedStyle(document.body).backgroundColor,
    isWide: document.documentElement.scrollWidth > innerWidth,
  }));
  assert.ok(seen.nodes > 5, 'the picture is there');
  assert.match(seen.colour, /^rgb\((244, 245, 248|17, 20, 26)\)$/, 'the page has its colours');
  assert.equal(seen.isWide, false, 'nothing is beside the window');
  await browser.click('.foot .download');
  const report = await until('the archive is handed out', () => browser.evaluate(() => document.querySelector('.report')?.textContent));
  return /SHA-256 ([0-9a-f]{64})/.exec(report)?.[1];
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The hash of the archive that lies in `folder`, or below it. */
function archiveIn(folder) {
  return until('the archive is on the disk', async () => {
    const names = await readdir(folder, { recursive: true });
    const name = names.find((name) => name.endsWith('.zip'));
    return name && sha256(await readFile(path.join(folder, name)));
  });
}

let expected;

test('Chromium hands out an archive', async ({ open, download }) => {
  const page = await open();
  await fillBasics(page);
  const archive = await download(page, () => downloadButton(page).click());
  expected = sha256(archive.bytes);
});

for (const [name, launch] of Object.entries({ firefox, webkit })) {
  const skip = name === 'webkit' && process.platform !== 'linux' && 'its driver is on Linux alone';
  nodeTest(`${name}: first visit, edit, picture and the same archive`, { skip, timeout: TIMEOUT }, async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'openmercato-ecs-'));
    const browser = await launch(folder);
    try {
      assert.equal(await job(browser), expected);
      assert.equal(await archiveIn(folder), expected);
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
}
