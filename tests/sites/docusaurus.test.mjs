// Documentation made with Docusaurus.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';

import { assert, browse, framed, serve, site, tool } from './harness.mjs';

const CLI = '@docusaurus/core/bin/docusaurus.mjs';
const build = (folder) => tool(folder, CLI, 'build', '--out-dir', 'build');

let built;

/** The built site: its folder and where it is served. */
function handbook() {
  built ??= (async () => {
    const folder = await site('docusaurus');
    await build(folder);
    const output = path.join(folder, 'build');
    return { output, ...(await serve(output, '/handbook/')) };
  })();
  return built;
}

test('what the installed version says is in the HTML, and so is a picture, before and without JavaScript', async () => {
  const { output, url } = await handbook();
  const html = await readFile(path.join(output, 'index.html'), 'utf8');
  assert.match(html, /\$\d+ to \$\d+ a month in us-east-1, at prices of \d{4}-\d{2}/);
  assert.match(html, /<code>networking_mode<\/code>/);
  assert.match(html, /<openmercato-ecs[^>]*><div><svg/);
  await browse({ javaScriptEnabled: false }, async (page) => {
    await page.goto(url);
    await page.locator('pre', { hasText: 'availability_zones = ' }).waitFor();
    await page.getByRole('row', { name: /networking_mode/ }).waitFor();
    await page.getByRole('img', { name: /^Topology: .*NAT gateway/ }).waitFor();
    await page.locator('openmercato-ecs svg').waitFor();
  });
});

test('from a sub-folder, offline, in both colours, without a word on the console', async () => {
  const { url } = await handbook();
  await browse({ colorScheme: 'light' }, async (page) => {
    await page.goto(url);
    const frame = await framed(page);
    await frame.locator('#section-heading', { hasText: 'Database' }).waitFor();
    assert.equal(await page.locator('openmercato-ecs svg').isVisible(), false, 'the page is in the place of its picture');
    const becomes = (theme) => frame.waitForFunction((theme) => document.documentElement.dataset.theme === theme, theme);
    await becomes('light');
    await page.evaluate(() => { document.documentElement.dataset.theme = 'dark'; });
    await becomes('dark');
    // Away, by a link of the site, and nothing is left.
    const away = page.getByRole('link', { name: 'Three' }).first();
    await away.click();
    await page.getByRole('heading', { name: 'Three' }).waitFor();
    await framed(page, 2);
    assert.equal(page.frames().length, 4);
  });
});

test('three of them cost the transfer of one', async () => {
  const { url, sent } = await handbook();
  sent.length = 0;
  await browse({}, async (page) => {
    await page.goto(`${url}three`);
    for (const at of [0, 1, 2]) await framed(page, at);
    const named = await (await framed(page, 2)).locator('#field-name').inputValue();
    assert.equal(named, 'shop');
  });
  // The bundler has given it another name.
  const pages = sent.filter(({ path, bytes }) => path.endsWith('.html') && bytes > 500_000);
  assert.equal(pages.length, 1, JSON.stringify(pages));
  console.log(`three elements: ${(sent.reduce((sum, { bytes }) => sum + bytes, 0) / 1000).toFixed(0)} kB uncompressed, of which the page ${(pages[0].bytes / 1000).toFixed(0)} kB`);
});

test('a preset that does not exist fails the build, which names the file and the nearest one', async () => {
  const folder = await site('docusaurus');
  await writeFile(path.join(folder, 'docs/wrong.mdx'), '# Wrong\n\n<EcsHcl preset="minimal-manged" />\n');
  const error = await build(folder).then(() => assert.fail('it was built'), (error) => `${error.stdout}${error.stderr}`);
  assert.match(error, /wrong\.mdx/);
  assert.match(error, /there is no preset "minimal-manged"\. Did you mean "minimal-managed"\?/);
});

test('so do a section, an input, a file, and a name that is computed', async () => {
  const folder = await site('docusaurus');
  const program = path.join(folder, 'compile.mjs');
  await writeFile(program, `
    import { compile } from '@mdx-js/mdx';
    import ecs from '@open-mercato/ecs/docusaurus';
    const said = [];
    for (const text of JSON.parse(process.argv[2])) {
      said.push(await compile(text, { remarkPlugins: [ecs] }).then(() => 'compiled', (error) => error.place ? error.reason : String(error.stack)));
    }
    console.log(JSON.stringify(said));`);
  const rows = [
    ['<EcsInputs section="netwrk" />', '<EcsInputs>: there is no section "netwrk". Did you mean "network"?'],
    ['<EcsInputs input="networking_mod" />', '<EcsInputs>: there is no input "networking_mod". Did you mean "networking_mode"?'],
    ['<EcsHcl />', '<EcsHcl>: it needs a preset.'],
    ['A <EcsPrice preset={1 + 1} /> more', '<EcsPrice>: preset is written out, as preset="minimal-managed".'],
    ['<OpenMercatoEcs preset="complet" />', '<OpenMercatoEcs>: there is no preset "complet". Did you mean "complete"?'],
    ['<OpenMercatoEcs preset={name} section="network" />', 'compiled'],
    ['<EcsInputs />', 'compiled'],
    ['<EcsInputs input="name" />', 'compiled'],
  ];
  const { stdout } = await tool(folder, '../compile.mjs', JSON.stringify(rows.map(([text]) => text)));
  assert.deepEqual(JSON.parse(stdout), rows.map(([, said]) => said));
});
