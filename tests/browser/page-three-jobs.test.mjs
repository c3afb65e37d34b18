// Three jobs from a bare address in a fresh profile, in every engine: what they take, and what they end with.

import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import nodeTest, { after } from 'node:test';

import { assert, checkout, test } from './harness.mjs';
import { firefox, webkit } from './engines.mjs';
import { JOBS, carryOut, takeAway, until } from './jobs.mjs';
import { judge } from './programs.mjs';
import { serveAsHost } from './server.mjs';

const ROOT = 'infra/terraform/deployments/shop';

/** By the name of a job, the hash of its archive and Terraform's verdict on it, which is on its way. */
const done = {};

const folder = await mkdtemp(path.join(os.tmpdir(), 'openmercato-ecs-'));
after(() => rm(folder, { recursive: true, force: true }));

/** Playwright's page as the browser that the jobs are written for. */
const asBrowser = (page) => ({
  evaluate: (body, ...args) => page.evaluate(`(${body})(...${JSON.stringify(args)})`),
  type: (selector, text) => page.locator(selector).pressSequentially(text),
  click: (selector) => page.locator(selector).click(),
});

for (const [name, job] of Object.entries(JOBS)) {
  test(`Chromium: ${name}`, async ({ open, download, screenshot, accessible }) => {
    const page = await open('');
    await carryOut(name, asBrowser(page));
    await accessible(page, name);
    await screenshot(page, `job-${name}`);
    const printed = (await page.pdf({ format: 'A4' })).toString('latin1');
    assert.equal(printed.match(/\/Type\s*\/Page[^s]/g).length, 2, 'the brief is on two pages');
    const { bytes } = await download(page, () => page.locator('.foot .download').click());
    const file = path.join(folder, `${Object.keys(JOBS).indexOf(name)}.zip`);
    await writeFile(file, bytes);
    // Terraform judges while the other browsers work.
    const verdict = judge(file, ROOT);
    verdict.catch(() => {});
    done[name] = { sha256: createHash('sha256').update(bytes).digest('hex'), verdict };
    await page.locator('.section-link', { hasText: 'Basics' }).click();
    assert.equal(await page.locator('#field-aws_region').inputValue(), job.region);
  });
}

for (const [engine, launch] of Object.entries({ firefox, webkit })) {
  const skip = engine === 'webkit' && process.platform !== 'linux' && 'its driver is on Linux alone';
  nodeTest(`${engine}: the three jobs, with the same archives`, { skip, timeout: 180_000 }, async () => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'openmercato-ecs-'));
    const browser = await launch(home);
    try {
      for (const name of Object.keys(JOBS)) {
        // An origin that nobody has been at: nothing is saved there.
        const host = await serveAsHost(path.join(checkout, 'dist'), {});
        await browser.goto(host.url);
        await carryOut(name, browser);
        const isPrinted = () => {
          window.dispatchEvent(new Event('beforeprint'));
          const text = document.querySelector('.paper')?.textContent ?? '';
          window.dispatchEvent(new Event('afterprint'));
          return text.includes('What was decided');
        };
        assert.ok(await browser.evaluate(isPrinted), 'the brief is what prints');
        assert.equal(await takeAway(browser), done[name]?.sha256, name);
        // What still comes from the host comes before it is gone.
        await until('nothing is on its way', () => browser.evaluate(() => document.readyState === 'complete'));
        await browser.goto('about:blank');
        host.close();
      }
    } finally {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    }
  });
}

nodeTest('Terraform plans what each job asks for', { timeout: 240_000 }, async () => {
  for (const [name, { planned }] of Object.entries(JOBS)) {
    const { addresses } = (await done[name].verdict)[ROOT];
    for (const [beginning, count] of Object.entries(planned)) {
      const found = addresses.filter((address) => address.startsWith(`module.openmercato.${beginning}`));
      assert.equal(found.length, count, `${name}: ${beginning} in ${addresses.join(' ')}`);
    }
  }
});
