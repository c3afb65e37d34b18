// The package in browsers and their workers: the program is fetched once, however many ask for it.

import init, { askForLater, hasLater } from '../made/openmercato_ecs.js';
import { begin } from './api.js';
import { firstPart } from './later.js';

let first;
let second;

/** Resolves when everything but archives and imports can be called; with `archives` these, too. */
export async function ready({ archives = false } = {}) {
  await (first ??= load().catch((error) => {
    first = undefined;
    throw error;
  }));
  if (archives) {
    await (second ??= loadLater().catch((error) => {
      second = undefined;
      throw error;
    }));
  }
}

async function load() {
  firstPart(await init(), instantiateLater);
  begin();
}

let told;

async function loadLater() {
  const loaded = new Promise((resolve) => {
    told = resolve;
  });
  if (askForLater()) return;
  const error = await loaded;
  if (!hasLater()) throw error;
}

async function instantiateLater(imports, done) {
  let error;
  try {
    await fetchLater(imports);
  } catch (failure) {
    error = failure;
  }
  done(error);
  told?.(error);
}

async function fetchLater(imports) {
  const response = await fetch(new URL('../made/openmercato_ecs_later.wasm', import.meta.url));
  if (!response.ok) throw new Error(`the second part of the program: ${response.status}`);
  // Not every host names the type, without which a browser does not compile what it still receives.
  return response.headers.get('Content-Type') === 'application/wasm'
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

export * from './api.js';
