// Fetches the second part of the program.
export async function instantiatePart(imports) {
  const response = await fetch(new URL('./openmercato_ecs_app_later.wasm', import.meta.url));
  if (!response.ok) throw new Error(`the second part of the program: ${response.status}`);
  // Not every host names the type, without which a browser does not compile what it still receives.
  return response.headers.get('Content-Type') === 'application/wasm'
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
