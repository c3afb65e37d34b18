// Shows the colours that were chosen on an earlier visit, before anything is painted.
try {
  const theme = localStorage.getItem('openmercato-ecs.theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be refused; then the colours are the system's.
}
