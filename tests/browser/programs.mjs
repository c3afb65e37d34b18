// The workspace's own programs, for tests that hold the page against them.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Terraform's verdict on the archive at `file`: fmt, init, validate and plan
 * with the real AWS provider, about 15 s a root. Without `roots`, of all of them.
 * Gives `{ [root]: { addresses, warnings } }`; rejects with Terraform's words.
 */
export async function judge(file, ...roots) {
  return JSON.parse(await run('judge', [file, ...roots]));
}

/** What the binary `openmercato-ecs` prints; rejects with its complaint. */
export function openmercatoEcs(...options) {
  return run('openmercato-ecs', options);
}

async function run(binary, options) {
  // Compiled before the tests: Cargo would wait for whoever else compiles, longer than a test may take.
  const folder = process.env.PROGRAMS;
  const [program, first] = folder
    ? [path.join(folder, binary), []]
    : [process.env.CARGO ?? 'cargo', ['run', '--quiet', '--bin', binary, '--']];
  const settings = { cwd: checkout, maxBuffer: 64 * 1024 * 1024 };
  try {
    const { stdout } = await promisify(execFile)(program, [...first, ...options], settings);
    return stdout;
  } catch (error) {
    throw new Error(`${binary} ${options.join(' ')}: ${error.stderr || error.message}`);
  }
}
