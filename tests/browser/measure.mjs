// How long core takes in Chromium, printed. `cargo xtask bench` runs it.

import { browser } from './harness.mjs';
import { serveFolder } from './server.mjs';

const ROUNDS = 41;
// Inputs that reach little and much of the plan, each with what runs and what somebody makes of it. The idle timeout is
// an argument of the load balancer and in the environment of the web service, so it replaces a task definition.
const EDITS = [
  ['log_retention_days', 30, 60, 90],
  ['alb_idle_timeout', 60, 61, 62],
  ['db_instance_class', 'db.t4g.medium', 'db.t4g.large', 'db.m7g.large'],
  ['image', 'ghcr.io/acme/mercato:1.4', 'ghcr.io/acme/mercato:1.5', 'ghcr.io/acme/mercato:1.6'],
  ['aws_region', 'eu-central-1', 'eu-west-1', 'eu-north-1'],
];

const server = await serveFolder(process.env.IN_BROWSER);
// A failure ends the server too: it would keep whoever reads the output waiting.
process.on('uncaughtException', (error) => {
  console.error(error);
  server.close();
  process.exit(1);
});
const page = await (await browser()).newPage();
await page.goto(server.url);
const { random, byInputs } = await page.evaluate(async ([ROUNDS, EDITS]) => {
  const core = await import('./openmercato_ecs_in_browser.js');
  await core.default();
  const { edits: { of, inputs: edited } } = await (await fetch('./questions.json')).json();
  const preset = JSON.parse(of);
  const workers = (count) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`w${n}`, { cpu: 512, memory: 2048 }]));
  const inputs = {
    'largest preset': preset,
    '30 workers': { ...preset, worker_services: workers(30) },
    '100 workers': { ...preset, worker_services: workers(100) },
    '1000 workers': { ...preset, worker_services: workers(1000) },
  };
  const median = (work) => {
    const times = Array.from({ length: ROUNDS }, () => { const begin = performance.now(); work(); return performance.now() - begin; });
    return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
  };
  const runs = core.Runs.of(of);
  const random = edited.map((inputs) => {
    // From what runs to the edit, each time.
    const times = Array.from({ length: 5 }, () => {
      runs.edit(of);
      const begin = performance.now();
      runs.edit(inputs);
      return performance.now() - begin;
    });
    return times.sort((a, b) => a - b)[2];
  }).sort((a, b) => a - b);
  const byInputs = Object.entries(inputs).map(([name, inputs]) => {
    const text = JSON.stringify(inputs);
    // Each edit leads to other inputs than the one before.
    const edit = ([input, from, ...values], work) => {
      const runs = core.Runs.of(JSON.stringify({ ...inputs, [input]: from }));
      const edits = values.map((value) => JSON.stringify({ ...inputs, [input]: value }));
      let turn = 0;
      return median(() => runs[work](edits[turn++ % edits.length]));
    };
    const works = [() => core.judge(text), () => core.draw(text), () => core.emit(text)];
    const edits = Object.fromEntries(EDITS.map((edited) => [edited[0], [edit(edited, 'judge'), edit(edited, 'edit')]]));
    return { name, whole: works.map(median), edits };
  });
  return { random, byInputs };
}, [ROUNDS, EDITS]);
const ms = (time) => `${time.toFixed(2)} ms`;
for (const { name, whole: [judge, draw, emit], edits } of byInputs) {
  console.log(`${name}: values, diagnostics and plan ${ms(judge)}, with the topology ${ms(draw)}, with the files ${ms(emit)}`);
  for (const [input, [judge, all]] of Object.entries(edits)) {
    console.log(`  an edit of ${input}: ${ms(judge)}, with topology, planned arguments and changes ${ms(all)}`);
  }
}
const share = (of) => ms(random[Math.ceil(of * random.length) - 1]);
console.log(`${random.length} edits of one input at random, of the largest preset, with everything: half take at most ${share(0.5)}, nine of ten ${share(0.9)}, the slowest ${share(1)}`);
server.close();
process.exit(0);
