// An application made with Vite.

import path from 'node:path';
import test from 'node:test';

import { assert, browse, framed, serve, site, tool } from './harness.mjs';

test('an application has the page: what changes is told, what was typed stays, what goes is freed', async () => {
  const folder = await site('vite');
  await tool(folder, 'typescript/bin/tsc', '--project', '.');
  await tool(folder, 'vite/bin/vite.js', 'build');
  const { url } = await serve(path.join(folder, 'dist'), '/sub/app/');
  await browse({}, async (page) => {
    await page.goto(url);
    const frame = await framed(page);
    await frame.locator('#field-name').fill('typed');
    await page.locator('p', { hasText: /^v1\./ }).waitFor();
    const told = await page.locator('p').innerText();
    const steps = await page.evaluate(() => history.length);
    await page.getByRole('button', { name: 'Next' }).click();
    await frame.locator('#section-heading', { hasText: 'Network' }).waitFor();
    await page.evaluate(() => { document.querySelector('openmercato-ecs').open('basics'); });
    await frame.waitForFunction(() => document.querySelector('#field-name')?.value === 'typed');
    assert.equal(await page.evaluate(() => history.length), steps);
    assert.match(told, /^v1\./);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.locator('openmercato-ecs').waitFor({ state: 'detached' });
    assert.equal(page.frames().length, 1);
  });
});
