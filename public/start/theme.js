// Shows the colours that the address asks for, or else those that were chosen on an earlier visit, before anything is
// painted.
try {
  const theme = /[?#&]theme=(auto|dark|light)\b/.exec(location)?.[1] ?? localStorage.getItem('openmercato-ecs.theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be refused; then the colours are the system's.
}
