// Starts the program that the build put into this very file, packed.
export async function load() {
  const packed = Uint8Array.from(atob(document.getElementById('program').textContent), (byte) => byte.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  initSync({ module: await new Response(unpacked).arrayBuffer() });
}
