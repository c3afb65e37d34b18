// Fetches the second part of the program, with the style of what it shows.
export async function instantiatePart(imports) {
  const [instance] = await Promise.all([instantiate(imports), addStyle()]);
  return instance;
}

async function instantiate(imports) {
  const response = await fetch(new URL('./openmercato_ecs_app_later.wasm', import.meta.url));
  if (!response.ok) throw new Error(`the second part of the program: ${response.status}`);
  // Not every host names the type, without which a browser does not compile what it still receives.
  return response.headers.get('Content-Type') === 'application/wasm'
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

// Resolves when the style is there, so that nothing is shown without it.
function addStyle() {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = new URL('./later.css', import.meta.url);
  return new Promise((resolve, reject) => {
    style.onload = resolve;
    style.onerror = () => {
      style.remove();
      reject(new Error('the style of the second part cannot be fetched'));
    };
    document.head.append(style);
  });
}
