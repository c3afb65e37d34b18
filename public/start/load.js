// Fetches the program and starts it.
export async function load() {
  const { default: init } = await import('./pkg/openmercato_ecs_app.js');
  await init({ module_or_path: new URL('./pkg/openmercato_ecs_app_bg.wasm', import.meta.url) });
}
