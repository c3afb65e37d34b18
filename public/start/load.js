// Fetches the first part of the program and starts it.
export async function load() {
  const [{ default: init }, { firstPart }] = await Promise.all([
    import('./pkg/openmercato_ecs_app.js'),
    import('./pkg/later.js'),
  ]);
  firstPart(await init({ module_or_path: new URL('./pkg/openmercato_ecs_app_bg.wasm', import.meta.url) }));
}
