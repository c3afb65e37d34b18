// The package as people install it. `cargo xtask test package` builds and packs it, brings what these tests need, and
// runs every *.test.mjs here.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

export { assert };

/** The checkout's top folder. */
export const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Loads what the tests' `package.json` names. */
export const modules = createRequire(path.join(process.env.PACKAGE_MODULES ?? import.meta.dirname, 'package.json'));

/** Runs a program; rejects when it fails, with what it printed. */
export const run = promisify(execFile);

let installing;

after(async () => {
  if (installing) await rm(await installing, { recursive: true, force: true });
});

/** A folder whose `node_modules` has the package alone, installed by npm. */
export function installed() {
  installing ??= install();
  return installing;
}

async function install() {
  const packed = process.env.PACKAGE;
  assert.ok(packed, 'PACKAGE must name the packed package: run `cargo xtask test package`');
  const folder = await mkdtemp(path.join(tmpdir(), 'openmercato-ecs-package-'));
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', packed], { cwd: folder });
  return folder;
}

/** The folder of the installed package itself. */
export const packageFolder = async () => path.join(await installed(), 'node_modules/@open-mercato/ecs');

/** The package, as Node imports it. */
export async function ecs() {
  return import(pathToFileURL(path.join(await packageFolder(), 'js/node.js')).href);
}

/** What a program of this text prints, which can import the package. */
export async function program(text, ...options) {
  const file = path.join(await installed(), `program-${Math.random().toString(36).slice(2)}.mjs`);
  await writeFile(file, text);
  const { stdout } = await run(process.execPath, [...options, file], { cwd: await installed() });
  return stdout;
}
