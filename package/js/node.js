// The package in Node: the program is read from its files, so that all can be called right after the import.

import { readFileSync } from 'node:fs';
import { askForLater, initSync } from '../made/openmercato_ecs.js';
import { begin } from './api.js';
import { firstPart } from './later.js';

let failure;

const first = readFileSync(new URL('../made/openmercato_ecs_bg.wasm', import.meta.url));
firstPart(initSync({ module: first }), instantiateLater);
begin();

function instantiateLater(imports, done) {
  failure = undefined;
  try {
    const second = readFileSync(new URL('../made/openmercato_ecs_later.wasm', import.meta.url));
    new WebAssembly.Instance(new WebAssembly.Module(second), imports);
  } catch (error) {
    failure = error;
  }
  done(failure);
}

/** There is nothing to wait for; a package that lacks a file says so here. */
export async function ready({ archives = false } = {}) {
  if (archives && !askForLater()) throw failure;
}

export * from './api.js';
