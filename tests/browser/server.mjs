// Folders served on this machine, by the same server as `cargo xtask serve`.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
