// Runs the steps of the delivered workflow deploy, each with programs of ours in the place of gh, aws, docker and
// Terraform, which note what they are asked. What only GitHub does is not shown: environments, tokens, the order of jobs.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
const workflow = readFileSync(path.resolve(folder, '../../module-templates/.github/workflows/deploy.yml'), 'utf8');
const SHA = '0123456789abcdef0123456789abcdef01234567';
const REPOSITORY = '123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato';
// The steps are written for GitHub's machines, which have it.
const withJq = { skip: spawnSync('jq', ['--version']).status === 0 ? false : 'jq is not installed' };

let place;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'openmercato-ecs-deploy-'));
  write('out', '');
});
afterEach(() => rmSync(place, { recursive: true }));

function write(file, text) {
  mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
  writeFileSync(path.join(place, file), text);
}

const read = (file) => (existsSync(path.join(place, file)) ? readFileSync(path.join(place, file), 'utf8') : '');

/** A program that notes its arguments in `asked`, and then does what the script says. */
function program(name, script) {
  write(`bin/${name}`, `#!/usr/bin/env bash\nprintf '%s\\n' "${name} $*" >> "${place}/asked"\n${script}\n`);
  chmodSync(path.join(place, 'bin', name), 0o755);
}

/** The commands of the step with a name. */
function commands(step) {
  const [, rest] = workflow.split(`      - name: ${step}\n`);
  const [, block] = rest.split('        run: |\n');
  const lines = block.split('\n');
  const end = lines.findIndex((line) => line !== '' && !line.startsWith(' '.repeat(10)));
  return lines.slice(0, end === -1 ? undefined : end).map((line) => line.slice(10)).join('\n');
}

/** Runs a step as GitHub does. */
function run(step, environment = {}) {
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', commands(step)], {
    cwd: place,
    encoding: 'utf8',
    env: {
      PATH: `${place}/bin:${process.env.PATH}`,
      GITHUB_OUTPUT: `${place}/out`,
      RUNNER_TEMP: place,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_SHA: SHA,
      GITHUB_ACTOR: 'somebody',
      IMAGE: `${REPOSITORY}:${SHA}`,
      REPOSITORY_URL: REPOSITORY,
      ...environment,
    },
  });
  return { status, said: stdout + stderr };
}

const deployment = (name) => `infra/terraform/deployments/${name}`;
const both = JSON.stringify([
  { folder: 'shop-staging', environment: 'staging' },
  { folder: 'shop', environment: 'production' },
]);

// The fake gh answers a GET from a file, and filters it as gh does.
const GH = `
while [ $# -gt 0 ]; do
  case "$1" in --jq) filter=$2 ;; --method) method=$2 ;; --input) cp "$2" "$HOME_OF_FAKES/sent.json" ;; esac
  shift
done
if [ -n "$method" ]; then exit "$(cat "$HOME_OF_FAKES/put" 2>/dev/null || echo 0)"; fi
[ -f "$HOME_OF_FAKES/answer" ] || { echo '{"message": "Not Found"}'; exit 1; }
if [ -n "$filter" ]; then jq -r "$filter" "$HOME_OF_FAKES/answer"; else cat "$HOME_OF_FAKES/answer"; fi
`;

test('deployments are listed by name, or in the order that the variable gives', withJq, () => {
  assert.equal(run('List').status, 0);
  write(`${deployment('shop')}/inputs.tf`, '');
  write(`${deployment('shop-staging')}/inputs.tf`, '');
  assert.equal(run('List').status, 0);
  assert.equal(run('List', { DEPLOYMENTS: both }).status, 0);
  const shop = '{"folder":"shop","environment":"production"}';
  assert.deepEqual(read('out').trim().split('\n'), [
    'list=[]',
    `list=[${shop},{"folder":"shop-staging","environment":"production"}]`,
    `list=[{"folder":"shop-staging","environment":"staging"},${shop}]`,
  ]);
});

test('a wrong list is refused', withJq, () => {
  for (const wrong of ['shop', '{}', '[{"folder": "../shop", "environment": "x"}]', '[{"folder": "a$(b)", "environment": "x"}]', '[1]']) {
    const { status, said } = run('List', { DEPLOYMENTS: wrong });
    assert.equal(status, 1, wrong);
    assert.match(said, /::error::the variable DEPLOYMENTS is no list/, wrong);
  }
  const { status, said } = run('List', { DEPLOYMENTS: both });
  assert.equal(status, 1);
  assert.match(said, /DEPLOYMENTS names shop-staging, which is no folder/);
});

test('what cannot be done is left out, with a notice', () => {
  const all = { LIST: both, IMAGE_FOLDER: '.', PLAN_ROLE: 'arn', APPLY_ROLE: 'arn', HEAD_REPOSITORY: 'acme/shop' };
  const scope = (changes) => {
    write('out', '');
    const { status, said } = run('What there is to do', { ...all, ...changes });
    assert.equal(status, 0, said);
    return [read('out').trim().split('\n').join(' '), said];
  };
  assert.match(scope({})[1], /no image: \. has no Dockerfile/);
  assert.equal(scope({})[0], 'builds=false plans=true deploys=false');
  write('Dockerfile', '');
  assert.deepEqual(scope({}), ['builds=true plans=true deploys=true', '']);
  const [done, said] = scope({ HEAD_REPOSITORY: 'stranger/shop' });
  assert.equal(done, 'builds=true plans=false deploys=true');
  assert.match(said, /::notice::no plan: pull requests of forks/);
  assert.equal(scope({ GITHUB_ACTOR: 'dependabot[bot]' })[0], 'builds=true plans=false deploys=true');
  assert.equal(scope({ HEAD_REPOSITORY: '' })[0], 'builds=true plans=false deploys=true', 'a fork that is gone');
  assert.equal(scope({ PLAN_ROLE: '', APPLY_ROLE: '' })[0], 'builds=true plans=false deploys=false');
  assert.equal(scope({ LIST: '[]' })[0], 'builds=true plans=false deploys=false');
});

test('every plan is said, the long and the failed too', withJq, () => {
  program('terraform', `[ "$2" = init ] && exit; case "$1" in *staging) seq 20000; echo refused; exit 1 ;; *) echo 'No changes.' ;; esac`);
  const { status } = run('Plan', { LIST: both });
  assert.equal(status, 1, 'since one failed');
  const said = read('out');
  assert.ok(said.length < 65_000 && said.length > 25_000, `${said.length}`);
  assert.match(said, /### Plan of shop-staging: failure\n[^]*\n19999\n20000\nrefused\n[^]*### Plan of shop: success\n\n````\n[^]*No changes\./);
  const [, end] = said.match(/^text<<([0-9a-f]{32})\n/);
  assert.ok(said.endsWith(`\n${end}\n`));
});

test('one comment is renewed, and nobody else\'s', withJq, () => {
  program('gh', GH);
  const say = (comments) => {
    write('asked', '');
    write('answer', JSON.stringify(comments));
    const { status, said } = run('Say the plans', { NUMBER: '7', TEXT: 'a "plan"\n$(x)', HOME_OF_FAKES: place });
    assert.equal(status, 0, said);
    return read('asked').trim().split('\n').at(-1);
  };
  const body = '<!-- deploy: plans -->\nold';
  assert.match(say([{ id: 1, user: { login: 'stranger' }, body }]), /--method POST repos\/acme\/shop\/issues\/7\/comments /);
  assert.match(say([{ id: 1, user: { login: 'github-actions[bot]' }, body: 'hello' }]), /--method POST/);
  const own = { id: 2, user: { login: 'github-actions[bot]' }, body };
  assert.match(say([own, { ...own, id: 3 }]), /--method PATCH repos\/acme\/shop\/issues\/comments\/2 /);
  assert.equal(JSON.parse(read('sent.json')).body, '<!-- deploy: plans -->\na "plan"\n$(x)\n');
});

test('an image is built and pushed once', () => {
  const build = (answer) => {
    write('asked', '');
    program('aws', `case "$2" in describe-images) ${answer} ;; *) echo password ;; esac`);
    program('docker', 'cat >/dev/null');
    return { ...run('Build and push', { IMAGE_FOLDER: '.' }), asked: read('asked') };
  };
  const pushed = build('echo ImageNotFoundException >&2; exit 254');
  assert.equal(pushed.status, 0, pushed.said);
  assert.match(pushed.asked, new RegExp(`docker build --tag ${REPOSITORY}:${SHA} \\.\ndocker push ${REPOSITORY}:${SHA}\n`));
  const there = build('echo "{}"');
  assert.equal(there.status, 0);
  assert.doesNotMatch(there.asked, /docker/);
  const denied = build('echo AccessDeniedException >&2; exit 254');
  assert.equal(denied.status, 1);
  assert.match(denied.said, /::error::.* cannot be looked at: AccessDeniedException/);
});

test('a deployment follows those before it', withJq, () => {
  program('gh', GH);
  const follows = (name) => run('The deployments before run it', { LIST: both, FOLDER: name, HOME_OF_FAKES: place });
  assert.equal(follows('shop-staging').status, 0, 'the first');
  assert.equal(read('asked'), '');
  assert.equal(follows('shop').status, 1, 'nothing is known of the first');
  write('answer', `image = "${REPOSITORY}:another"\n`);
  const early = follows('shop');
  assert.equal(early.status, 1);
  assert.match(early.said, /::error::shop-staging, which comes first, does not run /);
  write('answer', `image = "${REPOSITORY}:${SHA}"\n`);
  assert.equal(follows('shop').status, 0);
  assert.match(read('asked'), /contents\/infra\/terraform\/deployments\/shop-staging\/image\.auto\.tfvars\?ref=main/);
});

test('the image is committed to main, unless it is there', withJq, () => {
  program('gh', GH);
  const file = `${deployment('shop')}/image.auto.tfvars`;
  write(file, 'image = "x:1"\n');
  const keep = () => run('Keep the image', { ROOT: deployment('shop'), FOLDER: 'shop', HOME_OF_FAKES: place });
  assert.equal(keep().status, 0);
  const sent = JSON.parse(read('sent.json'));
  assert.deepEqual(sent, { branch: 'main', message: `Deploy ${SHA} to shop`, content: btoa('image = "x:1"\n') });

  write('answer', '{"sha": "abc"}');
  assert.equal(keep().status, 0);
  assert.equal(JSON.parse(read('sent.json')).sha, 'abc');

  write('asked', '');
  write('put', '1');
  const refused = keep();
  assert.equal(refused.status, 1);
  assert.match(refused.said, /::error::.* could not be committed to main.*IMAGE_COMMIT_TOKEN/);
  assert.equal(read('asked').match(/--method PUT/g).length, 3);

  const { stdout } = spawnSync('git', ['hash-object', path.join(place, file)], { encoding: 'utf8' });
  write('answer', JSON.stringify({ sha: stdout.trim() }));
  assert.equal(keep().status, 0, 'nothing to do');
});

test('what a pull request runs cannot write', () => {
  const jobs = workflow.split(/^ {2}(?=[a-z]+:$)/m).slice(1);
  const writers = jobs.filter((job) => /^ {6}[a-z-]+: write$/m.test(job.replace(/^ {6}id-token: write$/m, '')));
  const names = writers.map((job) => job.split(':')[0]);
  assert.deepEqual(names, ['comment', 'deploy']);
  const [comment, deploy] = writers;
  assert.doesNotMatch(comment, /checkout/);
  assert.match(deploy, /needs: \[deployments, image\]/);
  assert.match(jobs.find((job) => job.startsWith('image:')), /if: github\.event_name == 'push'/);
  assert.doesNotMatch(workflow, /pull_request_target/);
});
