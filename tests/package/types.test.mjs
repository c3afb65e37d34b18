// The types, under `tsc --strict`: what compiles, what does not, and that results are what they say.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';

import { assert, ecs, installed, modules, packageFolder, run } from './harness.mjs';

/** What the compiler says of modules; nothing where they compile. */
async function complaints(texts, moduleResolution = 'nodenext') {
  const folder = await installed();
  const name = `typed-${Math.random().toString(36).slice(2)}`;
  const files = texts.map((_, place) => `${name}-${place}.ts`);
  await Promise.all(texts.map((text, place) => writeFile(path.join(folder, files[place]), text)));
  const module = moduleResolution === 'bundler' ? 'esnext' : 'nodenext';
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
  const compilerOptions = { ...strict, noEmit: true, target: 'es2022', lib: ['es2022'], module, moduleResolution, types: [] };
  const project = path.join(folder, `${name}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files }));
  try {
    await run(process.execPath, [modules.resolve('typescript/bin/tsc'), '--project', project], { cwd: folder });
    return '';
  } catch (error) {
    return error.stdout.replaceAll(name, 'example');
  }
}

test('the example of the README and all functions compile, for Node and for bundlers', async () => {
  const readme = await readFile(path.join(await packageFolder(), 'README.md'), 'utf8');
  const [, example] = readme.match(/```(?:js|ts)\n([\s\S]*?)```/);
  assert.ok(example.trim().split('\n').length <= 10, example);
  const rest = `
    import { bundle, changes, cost, effective, environment, files, importFiles, link, plan, ready, schema, topology } from '@open-mercato/ecs';
    import * as all from '@open-mercato/ecs';
    import type { Inputs, PresetName, SectionName } from '@open-mercato/ecs';
    const inputs: Inputs = { name: 'shop', database_mode: 'managed', db_port: null, tags: { team: 'a' }, worker_services: { mail: { cpu: 256 } } };
    const preset: PresetName = 'minimal-managed';
    const section: SectionName = 'database';
    await ready({ archives: true });
    const changed = changes(inputs, '{}');
    if ('diagnostics' in changed) changed.diagnostics.map(({ level }) => level === 'refused');
    else changed.resource_changes.map(({ change }) => change.actions);
    const svg: string = topology(inputs, { format: 'svg', orientation: 'portrait' });
    const ids: string[] = topology(inputs).nodes.map(({ id }) => id);
    const total: number | undefined = cost(inputs, { assumptions: { requests: [1, 5] } }).total?.low;
    const size: number = bundle(inputs).length + Object.keys(files(inputs)).length;
    const brought: Inputs = all.import([{ name: 'a.tfvars', text: '' }, { bytes: new Uint8Array() }]).inputs;
    void [preset, section, svg, ids, total, size, brought, effective(inputs).name, environment(inputs), importFiles, link(inputs), plan(inputs), schema()];
  `;
  // 'console' is none of the language: an example may print.
  const texts = [`declare const console: { log(...of: unknown[]): void };\n${example}`, rest];
  assert.equal(await complaints(texts), '');
  assert.equal(await complaints(texts, 'bundler'), '');
});

test('what is wrong does not compile', async () => {
  const wrong = [
    ["check({ database_mode: 'manged' });", /manged/],
    ['check({ colour: 1 });', /colour/],
    ["check({ db_port: '5432' });", /string/],
    ["topology({}, { format: 'png' });", /png/],
    ["const preset: PresetName = 'minimal';", /minimal/],
    ["const section: SectionName = 'datbase';", /datbase/],
    ['importFiles([{ name: 1 }]);', /number/],
  ];
  const names = "import { check, importFiles, topology, type PresetName, type SectionName } from '@open-mercato/ecs';";
  const said = await complaints([[names, ...wrong.map(([line]) => line)].join('\n')]);
  for (const [place, [line, complaint]] of wrong.entries()) {
    const [, ofLine = ''] = said.split(`example-0.ts(${place + 2},`);
    assert.match(ofLine, complaint, `${line}\n${said}`);
  }
});

test('inputs have their descriptions', async () => {
  const types = await readFile(path.join(await packageFolder(), 'made/inputs.d.ts'), 'utf8');
  const { schema } = await ecs();
  for (const [name, { description }] of Object.entries(schema().properties)) {
    const [line] = description.replaceAll('*/', '*\\/').split('\n');
    assert.ok(types.includes(line), `${name}: ${line}`);
  }
});

test('results are what their types say', async () => {
  const { changes, check, cost, effective, environment, importFiles, plan, presets, topology } = await ecs();
  const largest = presets().at(-1).inputs;
  const edited = { ...largest, db_name: 'another', db_instance_class: 'db.m7g.large' };
  const wrong = { ...largest, redis_num_cache_clusters: 9, aws_region: 'ap-south-2' };
  const module = 'module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n  cidr = "10.1.0.0/16"\n}\n';
  const results = [
    ...[largest, wrong, {}].flatMap((inputs) => [
      ['Check', check(inputs)],
      ['Plan', plan(inputs)],
      ['Cost', cost(inputs)],
      ['Environment', environment(inputs)],
      ['Topology', topology(inputs)],
      ['ReturnType<typeof effective>', effective(inputs)],
    ]),
    ['Changes', changes(largest, edited)],
    ['ReturnType<typeof presets>', presets()],
    ['Import', importFiles([{ name: 'main.tf', text: module }, { name: 'a.tfvars', text: 'colour = 1\nname = "a"' }])],
  ];
  const lines = results.map(([type, result], place) => `export const result${place}: ${type} = ${JSON.stringify(result)};`);
  const types = 'Changes, Check, Cost, Environment, Import, Plan, Topology, effective, presets';
  const text = `import type { ${types} } from '@open-mercato/ecs';\n${lines.join('\n')}\n`;
  assert.equal(await complaints([text]), '');
});
