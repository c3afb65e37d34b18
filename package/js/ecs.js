#!/usr/bin/env node
// `npx @open-mercato/ecs check FILE`: what the package says of a file of inputs, for those without the binary.

import { readFileSync } from 'node:fs';
import { check, cost, plan, presets } from './node.js';
import { Brought } from '../made/openmercato_ecs.js';

const USAGE = `Usage: ecs check|plan|cost FILE|PRESET

Says what is wrong with inputs, what Terraform plans, or what it costs, as JSON.
FILE is a .tfvars, a .tfvars.json, a .tf with a call of the module, an archive, or - for standard input.
Exit status: 0 when all is well, 1 when Terraform refuses the inputs, 2 when the arguments cannot be used.
`;

const COMMANDS = { check, plan, cost };

function run([command, source, ...others]) {
  if (command === '--help' || command === '-h') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (!Object.hasOwn(COMMANDS, command ?? '') || source === undefined || others.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const preset = presets().find(({ name }) => name === source);
  const { result, is_refused: isRefused, notes } = preset ? ofPreset(command, preset) : ofFile(command, source);
  for (const note of notes) say(`note: ${note}`);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  return isRefused ? 1 : 0;
}

const ofPreset = (command, { inputs }) => ({ result: COMMANDS[command](inputs), is_refused: false, notes: [] });

/** As the binary reads it. */
function ofFile(command, source) {
  const brought = new Brought();
  brought.add(source === '-' ? '' : source, readFileSync(source === '-' ? 0 : source));
  return JSON.parse(brought.report(command));
}

/** A line on standard error, with what nobody sees escaped: a text of a file cannot move the cursor. */
function say(line) {
  const visible = line.replace(/\p{C}/gu, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
  process.stderr.write(`${visible}\n`);
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  say(`error: ${error.message}`);
  process.exitCode = 2;
}
