// Folders served on this machine: by the same server as `cargo xtask serve`, and as hosts with other habits serve them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The page under test: the one that PAGE_URL names, else a fresh build of this checkout. */
export async function servePage() {
  if (process.env.PAGE_URL) return { url: process.env.PAGE_URL, close() {} };
  return start(['serve', '--port', '0']);
}

/** Serves `folder` as it is, from an origin of its own: `{ url, close, closed }`; `closed` resolves after `close`. */
export function serveFolder(folder) {
  return start(['serve', '--port', '0', '--folder', folder]);
}

async function start(task) {
  const [program, ...first] = process.env.XTASK ? [process.env.XTASK] : ['cargo', 'xtask'];
  const server = spawn(program, [...first, ...task], { cwd: checkout, stdio: ['ignore', 'pipe', 'inherit'] });
  const close = () => server.kill();
  const closed = once(server, 'exit');
  process.once('exit', close);
  const lines = createInterface({ input: server.stdout });
  for await (const line of lines) {
    if (line.startsWith('http://')) return { url: line, close, closed };
  }
  throw new Error(`\`xtask ${task.join(' ')}\` ended without an address`);
}

/** What hosts do besides handing out the file that a path names. */
export const HABITS = {
  plain: {},
  /** As hosts with clean URLs: `/index.html` leads to `/`, `/name.html` to `/name`. */
  clean: { redirects: true },
  /** As hosts for applications of one page: what there is not is the document of the top folder, with 200. */
  fallback: { answersAll: true },
};

const TYPES = { css: 'text/css', html: 'text/html', js: 'text/javascript', svg: 'image/svg+xml', wasm: 'application/wasm' };

/** Serves `folder` with these habits, from an origin of its own: `{ url, close, closed }`, as `serveFolder`. */
export async function serveAsHost(folder, { redirects = false, answersAll = false }) {
  const handle = async ({ url }, response) => {
    const { pathname, search } = new URL(url, 'http://host');
    const clean = pathname.replace(/(?:(?<=\/)index)?\.html$/, '');
    if (redirects && clean !== pathname) return response.writeHead(308, { Location: clean + search }).end();
    const name = path.join(folder, decodeURIComponent(pathname));
    const candidates = [pathname.endsWith('/') ? path.join(name, 'index.html') : name];
    if (redirects) candidates.push(`${name}.html`);
    if (answersAll) candidates.push(path.join(folder, 'index.html'));
    for (const file of candidates) {
      const bytes = await readFile(file).catch(() => undefined);
      const type = TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream';
      if (bytes) return response.writeHead(200, { 'Content-Type': type, Vary: '*' }).end(bytes);
    }
    return response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not here');
  };
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const closed = once(server, 'close');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close, closed };
}
