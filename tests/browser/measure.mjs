// How long core takes in Chromium, printed. `cargo xtask bench` runs it.

import { browser } from './harness.mjs';
import { serveFolder } from './server.mjs';

const ROUNDS = 41;

const server = await serveFolder(process.env.IN_BROWSER);
// A failure ends the server too: it would keep whoever reads the output waiting.
process.on('uncaughtException', (error) => {
  console.error(error);
  server.close();
  process.exit(1);
});
const page = await (await browser()).newPage();
await page.goto(server.url);
const times = await page.evaluate(async (rounds) => {
  const core = await import('./openmercato_ecs_in_browser.js');
  await core.default();
  const { cases } = await (await fetch('./questions.json')).json();
  const preset = JSON.parse(cases.find(({ name }) => name.endsWith('/split-workers-managed')).inputs);
  const workers = (count) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`w${n}`, { cpu: 512, memory: 2048 }]));
  const inputs = {
    'largest preset': preset,
    '30 workers': { ...preset, worker_services: workers(30) },
    '100 workers': { ...preset, worker_services: workers(100) },
    '1000 workers': { ...preset, worker_services: workers(1000) },
  };
  const median = (work) => {
    const times = Array.from({ length: rounds }, () => { const begin = performance.now(); work(); return performance.now() - begin; });
    return times.sort((a, b) => a - b)[Math.floor(rounds / 2)];
  };
  return Object.entries(inputs).map(([name, inputs]) => {
    const text = JSON.stringify(inputs);
    const runs = core.Runs.of(JSON.stringify({ ...inputs, alb_idle_timeout: 60 }));
    // Each edit leads to other inputs than the one before.
    const edits = [61, 62].map((seconds) => JSON.stringify({ ...inputs, alb_idle_timeout: seconds }));
    let turn = 0;
    const next = () => edits[turn++ % edits.length];
    const works = [() => core.judge(text), () => core.draw(text), () => core.emit(text), () => runs.judge(next()), () => runs.edit(next())];
    return [name, ...works.map(median)];
  });
}, ROUNDS);
const ms = (time) => `${time.toFixed(2).padStart(7)} ms`;
for (const [name, judge, draw, emit, judgeEdit, edit] of times) {
  console.log(`${name.padEnd(16)} values, diagnostics and plan ${ms(judge)}, with the topology ${ms(draw)}, with the files ${ms(emit)}; of an edit ${ms(judgeEdit)}, with topology, planned arguments and changes ${ms(edit)}`);
}
server.close();
process.exit(0);
