// Unpacks the second part of the program, which is in this very file.
export async function instantiatePart(imports) {
  return WebAssembly.instantiate(await unpacked('later'), imports);
}
