// Starts the page, and says so when it cannot.

import { load } from './load.js';
import { keepOffline } from './offline.js';

const theme = readTheme();
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

const loading = document.getElementById('loading');
const failed = document.getElementById('failed');
// A page that starts at once should not flash a message first.
setTimeout(() => { if (loading) loading.hidden = false; }, 200);

try {
  await load();
  keepOffline();
} catch (error) {
  loading?.remove();
  if (failed) failed.hidden = false;
  console.error(error);
}

// Storage may be refused; then the colours are the system's.
function readTheme() {
  try {
    return localStorage.getItem('openmercato-ecs.theme');
  } catch {
    return null;
  }
}
