// Starts the program that the build put into this very file, packed.
export async function load() {
  firstPart(initSync({ module: await unpacked('program') }));
}

/** The bytes that stand, packed, in the element with this id. */
async function unpacked(id) {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (byte) => byte.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
