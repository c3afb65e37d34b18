// Runs the entry point that composes DATABASE_URL, as ECS would, under Node.
//
// The script is the module's own: container_definitions of a planned task
// definition, as `terraform show -json` writes them, in the file that
// CONTAINER_DEFINITIONS names.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { createInterface } from "node:readline";
import { test } from "node:test";

const file = process.env.CONTAINER_DEFINITIONS;
if (!file) {
  throw new Error("CONTAINER_DEFINITIONS must name a JSON file with the container_definitions of a task that composes DATABASE_URL");
}
const [container] = JSON.parse(readFileSync(file, "utf8"));
assert.ok(container.entryPoint, `${file}: the first container has no entryPoint, so it does not compose DATABASE_URL`);

const PARTS = {
  DB_HOST: "db.example.com",
  DB_PORT: "5432",
  DB_NAME: "openmercato",
  DB_USER: "openmercato",
  DB_PASSWORD: "plain",
  DB_SSLMODE: "no-verify",
};

/** The entry point with a command in place of the image's own, as ECS joins the two. */
function start(command, environment = PARTS) {
  const [program, ...args] = container.entryPoint;
  return spawn(program, [...args, ...command], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function run(command, environment) {
  const child = start(command, environment);
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8").on("data", (text) => (output[stream] += text));
  }
  const [code, signal] = await once(child, "close");
  return { ...output, code, signal };
}

const PRINT_URL = ["node", "-e", "process.stdout.write(process.env.DATABASE_URL)"];

/** What the drivers make of the URL: they percent-decode what URL leaves encoded. */
async function composed(environment) {
  const { stdout, stderr, code } = await run(PRINT_URL, environment);
  assert.equal(code, 0, stderr);
  const url = new URL(stdout);
  return {
    text: stdout,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    host: url.hostname,
    port: url.port,
    name: decodeURIComponent(url.pathname.slice(1)),
    sslmode: url.searchParams.get("sslmode"),
  };
}

test("the parts become a URL, the port always there", async () => {
  const { text } = await composed(PARTS);
  assert.equal(text, "postgres://openmercato:plain@db.example.com:5432/openmercato?sslmode=no-verify");
});

const HOSTILE = [..."@:/%#?&+ ", "%2F", "a@b:c/d%e#f?g&h+i j", "'\"`$(id)${x}\\", "pässwörd–🔑", "[::1]", "=;,|<>"];
for (const password of HOSTILE) {
  test(`the password ${JSON.stringify(password)} comes back unchanged`, async () => {
    const url = await composed({ ...PARTS, DB_PASSWORD: password });
    assert.deepEqual(
      { password: url.password, host: url.host, port: url.port, name: url.name, sslmode: url.sslmode },
      { password, host: PARTS.DB_HOST, port: PARTS.DB_PORT, name: PARTS.DB_NAME, sslmode: PARTS.DB_SSLMODE },
    );
  });
}

test("user and database names are encoded too", async () => {
  const url = await composed({ ...PARTS, DB_USER: "o@m", DB_NAME: "a/b?c" });
  assert.deepEqual([url.user, url.name], ["o@m", "a/b?c"]);
});

test("a DATABASE_URL that is there already stays", async () => {
  const { stdout } = await run(PRINT_URL, { DATABASE_URL: "postgres://own/url" });
  assert.equal(stdout, "postgres://own/url");
});

test("missing parts are named, and the command is not run", async () => {
  const { stdout, stderr, code } = await run(PRINT_URL, { ...PARTS, DB_HOST: "", DB_PASSWORD: "" });
  assert.match(stderr, /missing DB_HOST, DB_PASSWORD/);
  assert.equal(stdout, "");
  assert.notEqual(code, 0);
});

test("the password is in no message", async () => {
  const { stderr } = await run(["no-such-command"], { ...PARTS, DB_PASSWORD: "hush-hush" });
  assert.doesNotMatch(stderr, /hush-hush/);
});

test("the command gets its arguments as they are", async () => {
  const args = ["--all", "-e", "--", "two words", "$HOME", ""];
  const { stdout } = await run(["node", "-e", "process.stdout.write(JSON.stringify(process.argv.slice(1)))", "x", ...args]);
  assert.deepEqual(JSON.parse(stdout), ["x", ...args]);
});

for (const status of [0, 1, 3, 255]) {
  test(`exit status ${status} comes back`, async () => {
    const { code } = await run(["node", "-e", `process.exit(${status})`]);
    assert.equal(code, status);
  });
}

test("a command that is not there gives 127, as a shell does", async () => {
  const { code, stderr } = await run(["no-such-command"]);
  assert.equal(code, 127);
  assert.match(stderr, /cannot run no-such-command/);
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  test(`${signal} reaches the command, which ends in its own way`, async () => {
    const child = start(["node", "-e", `process.on("${signal}", () => process.exit(42)); console.log("ready"); setInterval(() => {}, 1000)`]);
    await once(createInterface(child.stdout), "line");
    child.kill(signal);
    const [code] = await once(child, "close");
    assert.equal(code, 42);
  });

  test(`a command that ${signal} ends gives 128 and the signal's number`, async () => {
    const child = start(["node", "-e", `console.log("ready"); setInterval(() => {}, 1000)`]);
    await once(createInterface(child.stdout), "line");
    child.kill(signal);
    const [code] = await once(child, "close");
    assert.equal(code, 128 + constants.signals[signal]);
  });
}
