// Keeps the page for visits without a network, and says when a newer version is ready.

export async function keepOffline() {
  const { serviceWorker } = navigator;
  // Absent outside secure contexts and from disk. A frame leaves its host's visitors alone.
  if (!serviceWorker || window.top !== window) return;
  const wasKept = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => { if (wasKept) offerReload(); });
  let registration;
  try {
    registration = await serviceWorker.register('./sw.js');
  } catch {
    // Some browsers refuse it, as in a private window; then the page needs the network each time.
    return;
  }
  // A browser that blocks workers may answer without one.
  if (!registration) return;
  const offer = (worker) => {
    if (worker?.state === 'installed' && serviceWorker.controller) offerUpdate(worker);
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => offer(worker));
  });
  // A browser keeps a worker whose file is gone: it has to look itself.
  registration.active?.postMessage('withdraw if gone');
}

let reloadsItself = false;

function offerUpdate(worker) {
  notify('A new version of this page is ready.', 'Use it', () => {
    reloadsItself = true;
    worker.postMessage('take over');
  });
}

// Another tab has taken the new version into use, or the host has withdrawn the worker.
function offerReload() {
  if (reloadsItself) location.reload();
  else notify('This page has changed since you opened it.', 'Reload', () => location.reload());
}

function notify(text, label, action) {
  document.querySelector('.update')?.remove();
  const notice = document.createElement('aside');
  notice.className = 'update';
  notice.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', action);
  const words = document.createElement('p');
  words.textContent = text;
  notice.append(words, button);
  document.body.append(notice);
}
