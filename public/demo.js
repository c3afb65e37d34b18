// The host's side of embed.html.

const element = document.getElementById('element');
const heard = document.getElementById('heard');
element.addEventListener('state', ({ detail }) => {
  heard.textContent = `The page plans ${detail.resources} resources. Its link: #${detail.link}`;
});
document.getElementById('ask').addEventListener('click', () => element.load({ preset: 'split-workers-managed' }));
