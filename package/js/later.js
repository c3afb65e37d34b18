// Adds the second part of the program, what archives and imports need, when the first one asks for it.

let begun;

/**
 * Takes what the first part exports: memory, table and all that the second part shares; and `instantiate`, which is
 * given the imports of the second part and calls back with an error, or with none once it is there.
 */
export function firstPart(exports, instantiate) {
  begun = { exports, instantiate };
}

/** What the first part calls. It is told by the function at `callback` in its table whether that worked. */
export function __wasm_split_load_later(callback, data) {
  const { exports, instantiate } = begun;
  instantiate({ __wasm_split: exports }, (error) => {
    exports.__indirect_function_table.get(callback)(data, error === undefined);
  });
}
