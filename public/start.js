// Starts the page, and says so when it cannot.

const theme = readTheme();
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

const loading = document.getElementById('loading');
const failed = document.getElementById('failed');
// A page that starts at once should not flash a message first.
const slow = setTimeout(() => { if (loading) loading.hidden = false; }, 200);

try {
  const { default: init } = await import('./pkg/openmercato_ecs_app.js');
  await init();
} catch (error) {
  loading?.remove();
  if (failed) failed.hidden = false;
  console.error(error);
} finally {
  clearTimeout(slow);
}

// Storage may be refused; then the colours are the system's.
function readTheme() {
  try {
    return localStorage.getItem('openmercato-ecs.theme');
  } catch {
    return null;
  }
}
