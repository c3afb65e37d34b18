// What the package does, over the program that index.js or node.js has begun.

import * as program from '../made/openmercato_ecs.js';
import { PRESETS } from '../made/presets.js';

const NOT_READY = 'The program is not there yet: await ready() first.';

let isReady = false;

/** Called when the first part of the program is there. */
export function begin() {
  isReady = true;
}

/** The JSON of an argument; a text is JSON already, as that of a .tfvars.json file. */
function json(name, value) {
  if (!isReady) throw new Error(NOT_READY);
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value);
  if (text === undefined) throw new Error(`${name}: an object is needed, and this is ${typeof value}.`);
  return text;
}

const assumed = (options) => (options?.assumptions === undefined ? '' : json('assumptions', options.assumptions));

export const check = (inputs) => JSON.parse(program.check(json('inputs', inputs)));

export const plan = (inputs) => JSON.parse(program.plan(json('inputs', inputs)));

export const changes = (from, to) => JSON.parse(program.changes(json('from', from), json('to', to)));

export const effective = (inputs) => JSON.parse(program.effective(json('inputs', inputs)));

export const environment = (inputs) => JSON.parse(program.environment(json('inputs', inputs)));

export const cost = (inputs, options) => JSON.parse(program.cost(json('inputs', inputs), assumed(options)));

export function topology(inputs, { format = 'json', orientation = 'landscape' } = {}) {
  const asked = json('inputs', inputs);
  switch (format) {
    case 'json': return JSON.parse(program.topologyJson(asked));
    case 'mermaid': return program.topologyMermaid(asked);
    case 'svg': return program.topologySvg(asked, orientation);
    default: throw new Error(`format: ${JSON.stringify(format)} is none of json, mermaid and svg.`);
  }
}

export const link = (inputs, options) => program.link(json('inputs', inputs), assumed(options));

export const files = (inputs, options) => JSON.parse(program.files(json('inputs', inputs), assumed(options)));

export const bundle = (inputs, options) => program.bundle(json('inputs', inputs), assumed(options));

export function importFiles(sources, { takeProposals = false } = {}) {
  if (!isReady) throw new Error(NOT_READY);
  const brought = new program.Brought();
  try {
    for (const { name = '', text, bytes } of sources) {
      brought.add(name, bytes ?? new TextEncoder().encode(text));
    }
    return JSON.parse(brought.import(takeProposals));
  } finally {
    brought.free();
  }
}

export const presets = () => structuredClone(PRESETS);

export function schema() {
  if (!isReady) throw new Error(NOT_READY);
  return JSON.parse(program.schema());
}

export { importFiles as import };
