// Starts the page, and says so when it cannot.

import { load } from './load.js';
import { keepOffline } from './offline.js';

const loading = document.getElementById('loading');
const failed = document.getElementById('failed');
// From here on this script tells whether the page starts.
if (failed) failed.hidden = true;
document.querySelector('.unstarted')?.classList.remove('unstarted');

try {
  await load();
  keepOffline();
} catch (error) {
  loading?.remove();
  if (failed) failed.hidden = false;
  console.error(error);
}
