// Sites that have the package as others install it. `cargo xtask test sites` packs it, brings what these tests need, and
// runs every *.test.mjs here.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { promisify } from 'node:util';

export { assert };

/** Runs a program; rejects when it fails, with what it printed. */
export const run = promisify(execFile);

const modules = path.join(process.env.SITES_MODULES ?? import.meta.dirname, 'node_modules');
const required = createRequire(path.join(modules, '../package.json'));
const ends = [];

after(async () => {
  for (const end of ends.reverse()) await end();
});

/** A copy of the site in this folder's `name`, with all that it imports installed; removed at the end. */
export async function site(name) {
  const folder = await mkdtemp(path.join(tmpdir(), 'openmercato-ecs-site-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  await cp(path.join(import.meta.dirname, name), folder, { recursive: true });
  const installed = path.join(folder, 'node_modules');
  await mkdir(path.join(installed, '@open-mercato/ecs'), { recursive: true });
  for (const entry of await readdir(modules)) {
    if (entry !== '@open-mercato') await symlink(path.join(modules, entry), path.join(installed, entry));
  }
  assert.ok(process.env.PACKAGE, 'PACKAGE must name the packed package: run `cargo xtask test sites`');
  await run('tar', ['-xzf', process.env.PACKAGE, '--strip-components=1', '-C', path.join(installed, '@open-mercato/ecs')]);
  return folder;
}

/** Runs a program of the installed packages in a folder. */
export const tool = (folder, name, ...options) =>
  run(process.execPath, [path.join(folder, 'node_modules', name), ...options], { cwd: folder, env: { ...process.env, CI: 'true', NODE_ENV: 'production' }, maxBuffer: 1 << 26 });

const TYPES = { css: 'text/css', html: 'text/html; charset=utf-8', js: 'text/javascript', svg: 'image/svg+xml', wasm: 'application/wasm', png: 'image/png', ico: 'image/x-icon' };

/** Serves a folder below `base`: `{ url, sent }`; `sent` holds the bytes that went out, by path, once for each answer. */
export async function serve(folder, base) {
  const sent = [];
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const inner = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : undefined;
    const name = inner === undefined ? undefined : path.join(folder, inner.endsWith('/') || inner === '' ? `${inner}index.html` : inner);
    const candidates = name ? [name, path.join(name, 'index.html')] : [];
    for (const candidate of candidates) {
      const bytes = await readFile(candidate).catch(() => undefined);
      if (!bytes) continue;
      sent.push({ path: path.relative(folder, candidate), bytes: bytes.length });
      return response.writeHead(200, { 'Content-Type': TYPES[path.extname(candidate).slice(1)] ?? 'application/octet-stream', 'Cache-Control': 'max-age=3600' }).end(bytes);
    }
    return response.writeHead(404).end('not here');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${server.address().port}${base}`, sent };
}

// Chromium asks its maker's hosts on its own; the last flag keeps a site, too, from reaching any host by name.
const FLAGS = ['--disable-background-networking', '--disable-component-update', '--disable-gpu', '--disable-quic', '--disable-sync', '--no-first-run', '--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];

let launched;

/**
 * Runs `use` with a page in a fresh profile. Fails, whatever `use` asserts, when a document in it throws, says anything on
 * the console, or asks any host but this machine.
 */
export async function browse(options, use) {
  launched ??= required('playwright-core').chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS }).then((browser) => {
    ends.push(() => browser.close());
    return browser;
  });
  const context = await (await launched).newContext({ viewport: { width: 1300, height: 900 }, ...options });
  const said = [];
  const foreign = [];
  context.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  context.on('weberror', (error) => said.push(String(error.error())));
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1') foreign.push(request.url());
  });
  try {
    await use(await context.newPage());
    assert.deepEqual(said, [], 'nothing is said on the console');
    assert.deepEqual(foreign, [], 'no other host is asked');
  } finally {
    await context.close();
  }
}

/** The page in the element at this place in the document, once it can be used. */
export async function framed(page, at = 0) {
  const frame = await (await page.locator('openmercato-ecs iframe').nth(at).elementHandle()).contentFrame();
  await frame.locator('#status .download').waitFor({ state: 'attached' });
  return frame;
}
