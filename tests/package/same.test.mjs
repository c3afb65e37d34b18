// Package and binary say the same.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';

import { assert, checkout, ecs, packageFolder, run } from './harness.mjs';

const { bundle, changes, check, cost, environment, files, importFiles, link, plan, presets, schema, topology } = await ecs();

const [smallest] = presets();

/** Inputs that are refused, or of which there is much to say. */
const BROKEN = {
  empty: {},
  unknown: { ...smallest.inputs, colour: 'red' },
  types: { ...smallest.inputs, db_port: 'x', tags: [1], worker_services: { a: { cpu: null } } },
  rules: { ...smallest.inputs, aws_region: 'nowhere', redis_num_cache_clusters: 9, name: 'Ä b' },
  texts: { ...smallest.inputs, env: { A: '${x} %{y} "z" \u{1b}[2J \u{202e} <script>' } },
};

const SVG = { format: 'svg' };
const MERMAID = { format: 'mermaid' };

let folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'openmercato-ecs-same-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const cases = [...presets().map(({ name, inputs }) => [name, inputs]), ...Object.entries(BROKEN)];

/** What the binary prints; that it finds errors is no failure. */
async function binary(...options) {
  const program = path.join(process.env.PROGRAMS ?? path.join(checkout, 'target/debug'), 'openmercato-ecs');
  const settings = { maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await run(program, options, settings).catch((error) => {
    if (error.code !== 1) throw error;
    return error;
  });
  return stdout;
}

/** The same JSON, with its keys in the same order. */
const assertSame = (ours, printed, what) => assert.equal(JSON.stringify(ours), JSON.stringify(JSON.parse(printed)), what);

for (const [name, inputs] of cases) {
  test(`${name}: the same bytes`, async () => {
    const file = path.join(folder, `${name}.tfvars.json`);
    const zip = path.join(folder, `${name}.zip`);
    await writeFile(file, JSON.stringify(inputs));
    const from = ['--inputs', file];
    const json = ['--format', 'json'];
    const asked = [
      async () => assertSame(check(inputs), await binary('check', ...from, ...json), 'check'),
      async () => assertSame(plan(inputs), await binary('plan', ...from, ...json), 'plan'),
      async () => assertSame(cost(inputs), await binary('cost', ...from, ...json), 'cost'),
      async () => {
        await binary('bundle', ...from, '--out', zip);
        assert.ok((await readFile(zip)).equals(bundle(inputs)), 'the archive');
      },
    ];
    // For the others the archive has link and picture in it.
    if (name === 'complete' || name === 'texts') {
      asked.push(
        async () => assertSame(environment(inputs), await binary('env', ...from, ...json), 'environment'),
        async () => assertSame(topology(inputs), await binary('topology', ...from, ...json), 'topology'),
        async () => assert.equal(topology(inputs, SVG), await binary('topology', ...from), 'SVG'),
        async () => assert.equal(topology(inputs, MERMAID), await binary('topology', ...from, '--format', 'mermaid')),
        async () => assert.equal(`${link(inputs)}\n`, await binary('link', 'encode', ...from)),
      );
    }
    await Promise.all(asked.map((ask) => ask()));
  });
}

test('an import, a change, assumptions and the schema: the same bytes', async () => {
  const { inputs } = presets().at(-1);
  const archive = path.join(folder, 'complete.zip');
  await writeFile(archive, bundle(inputs));
  assertSame(
    importFiles([{ name: archive, bytes: await readFile(archive) }]),
    await binary('import', archive, '--format', 'json'),
    'import',
  );
  const edited = path.join(folder, 'edited.tfvars.json');
  const to = { ...inputs, db_name: 'another' };
  await writeFile(edited, JSON.stringify(to));
  assertSame(changes(inputs, to), await binary('diff', '--running', presets().at(-1).name, edited, '--format', 'json'), 'changes');
  const assumed = await binary('cost', '--preset', smallest.name, '--assume', 'requests=1..5', '--format', 'json');
  assertSame(cost(smallest.inputs, { assumptions: { requests: [1, 5] } }), assumed, 'cost');
  assertSame(schema(), await binary('schema'), 'schema');
  const out = path.join(folder, 'emitted');
  await binary('emit', '--preset', smallest.name, '--out', out);
  for (const [name, text] of Object.entries(files(smallest.inputs))) {
    assert.equal(text, await readFile(path.join(out, name), 'utf8'), name);
  }
});

test('the command says what the binary says, with its exit status', async () => {
  const command = path.join(await packageFolder(), 'js/ecs.js');
  const ecsCommand = (...options) =>
    run(process.execPath, [command, ...options], { maxBuffer: 64 * 1024 * 1024 }).catch((error) => error);
  const external = path.join(folder, 'external.tfvars');
  const text = await binary('link', 'decode', link(smallest.inputs));
  await writeFile(external, `${text}\ndatabase_mode = "external"\ndatabase_url = "postgres://shop:hunter22@db.example.com/shop"\n`);
  for (const name of ['check', 'plan', 'cost']) {
    const { stdout, code } = await ecsCommand(name, external);
    assertSame(JSON.parse(stdout), await binary(name, '--inputs', external, '--format', 'json'), name);
    assert.ok(code === undefined || code === 1, `${code}`);
  }
  assert.equal((await ecsCommand('check', path.join(folder, 'empty.tfvars.json'))).code, 1);
  assert.equal((await ecsCommand('check', smallest.name)).code, undefined);
  const missing = await ecsCommand('check', path.join(folder, 'missing.tfvars'));
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /^error: ENOENT/);
  for (const wrong of [[], ['check'], ['toString', smallest.name], ['check', 'a', 'b']]) {
    const { code, stderr } = await ecsCommand(...wrong);
    assert.equal(code, 2);
    assert.match(stderr, /^Usage: /);
  }
  const hostile = path.join(folder, 'hostile.tfvars');
  await writeFile(hostile, 'name = "shop"\ncolour\u{202e} = "\u{1b}[2J"\n');
  const { stderr } = await ecsCommand('check', hostile);
  assert.doesNotMatch(stderr.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
});
