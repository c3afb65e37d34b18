// Adds the second part of the program when the first one asks for it.

import { instantiatePart } from './part.js';

let begin;
const first = new Promise((resolve) => { begin = resolve; });

/** Takes what the first part exports: memory, table and all that the second part shares. */
export function firstPart(exports) {
  begin(exports);
}

/** What the first part calls. It is told by the function at `callback` in its table whether that worked. */
export async function __wasm_split_load_later(callback, data) {
  const exports = await first;
  let isThere = false;
  try {
    await instantiatePart({ __wasm_split: exports });
    isThere = true;
  } catch (error) {
    // The page says so itself; this is the reason.
    console.warn(error);
  }
  exports.__indirect_function_table.get(callback)(data, isThere);
}
