#!/usr/bin/env bash
#
# Prepares the deployment of this folder: after its first apply, and after each apply of
# a new image. Creates the database's extensions, migrates, starts again the services
# that gave up meanwhile, and writes the schedules. It may be repeated.
#
# Needs terraform with the state of this folder, and the AWS CLI, version 1 or 2, with
# credentials for the deployment's account.
#
# --seed runs "yarn mercato init" in place of the migration, which must not run twice.
# That it ran is kept in an SSM parameter: making one that exists already is refused, so
# two people cannot both be the first; Terraform does not know it, as it would a tag, and
# so does not take it away. Its value is the ARN of the secret that RDS made with the
# managed database: that of a database made anew differs, and an old mark is not taken
# for its own. The parameter outlives the deployment. Behind it, init itself refuses a
# database that has users:
# https://github.com/open-mercato/open-mercato/blob/main/packages/cli/src/mercato.ts

set -euo pipefail

# Whole pages on a terminal would wait for a key; Git for Windows would take the name
# of a log group for a path.
export AWS_PAGER="" MSYS_NO_PATHCONV=1

# A migration may take long, yet not for ever: seconds.
readonly longest=7200

seed=no
force=no
extensions=yes

# What an interruption leaves behind: a mark without a run, a task that runs on, the
# waiter for it.
marked=""
running=""
waiter=""

overwrite=--no-overwrite
log_is_secret=no

usage() {
  cat <<'USAGE'
Usage: ./first-run.sh [--seed [--force]] [--skip-extensions]

Prepares the deployment of this folder. Run it after the first apply, and after each
apply of a new image. It may be repeated.

  --seed             the first data and users as well, on an empty database: runs
                     "yarn mercato init" in place of the migration. Once only: a
                     second time is refused
  --force            with --seed: although it ran before. For a database that is empty
                     again
  --skip-extensions  leave out the extensions vector and pgcrypto, which somebody else
                     has created
  --help             this text
USAGE
}

say() { printf '%s\n' "$*"; }

fail() {
  printf 'first-run: %s\n' "$*" >&2
  exit 1
}

on_exit() {
  if [ -n "$waiter" ]; then
    kill "$waiter" 2>/dev/null || true
  fi
  if [ -n "$marked" ]; then
    forget_seed
  fi
  if [ -n "$running" ]; then
    printf 'first-run: interrupted; the task runs on: %s\n' "$running" >&2
  fi
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --seed) seed=yes ;;
      --force) force=yes ;;
      --skip-extensions) extensions=no ;;
      --help | -h)
        usage
        exit 0
        ;;
      *)
        usage >&2
        fail "$1: not an option."
        ;;
    esac
    shift
  done
  if [ "$force" = yes ] && [ "$seed" = no ]; then
    fail "--force: belongs to --seed. Give both, or neither."
  fi
}

need() {
  command -v "$1" >/dev/null || fail "$1: not found. Install it: $2"
}

# output FORMAT NAME
output() {
  terraform output -no-color "$1" "$2" ||
    fail "the output $2 is not in the state. Run terraform apply here first."
}

# An output that may be null: such a one is not in the state.
optional_output() {
  if grep -q "^  \"$1\": {" <<<"$listed"; then
    output -raw "$1"
  fi
}

read_outputs() {
  listed=$(terraform output -no-color -json) ||
    fail "the state of this folder cannot be read. Run terraform init here first."
  # Of a state without outputs, Terraform gives each as an empty text.
  [ -n "$(optional_output cluster_name)" ] ||
    fail "nothing is deployed from this folder, says its state. Run terraform apply here first."
  cluster=$(output -raw cluster_name)
  migration=$(output -raw migration_task_definition_arn)
  subnets=$(output -json private_subnet_ids)
  security_group=$(output -raw task_security_group_id)
  extensions_overrides=$(output -raw extensions_task_overrides)
  web_service=$(output -raw web_service_name)
  # {"emails":"shop-emails","rest":"shop-rest"}: names of letters, digits and hyphens.
  worker_services=$(output -json worker_service_names | tr '{},' '[\n*]' | sed -n 's/^.*:"\(.*\)"$/\1/p')
  scheduler_sync=$(optional_output scheduler_sync_task_definition_arn)
  database=$(optional_output database_secret_arn)
  application_url=$(output -raw application_url)
  # arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-migration:1
  IFS=: read -r _ _ _ region account _ <<<"$migration"
  mark="/openmercato-ecs/$cluster/seeded"
  network="{\"awsvpcConfiguration\":{\"subnets\":$subnets,\"securityGroups\":[\"$security_group\"],\"assignPublicIp\":\"DISABLED\"}}"
}

# The AWS CLI in the deployment's region; its answer as text.
ask() { aws "$@" --region "$region" --output text; }

check_account() {
  local own
  own=$(ask sts get-caller-identity --query Account) ||
    fail "the AWS CLI has no valid credentials. Set AWS_PROFILE, or sign in: aws sso login"
  [ "$own" = "$account" ] ||
    fail "the AWS CLI is in account $own, the deployment in $account. Set AWS_PROFILE to a profile of $account."
}

################################################################################
# That the first data is there
################################################################################

refuse_second_seed() {
  local known
  # Of a parameter that is missing this says None; get-parameter would fail.
  known=$(ask ssm get-parameters --names "$mark" --query 'Parameters[0].Value') ||
    fail "--seed: the SSM parameter $mark cannot be looked at. ssm:GetParameters is needed."
  if [ "$known" != None ]; then
    if [ "$known" = "${database:-external}" ] && [ "$force" = no ]; then
      fail "--seed: it ran before, says the SSM parameter $mark. Leave --seed out; or, if the database is empty again, add --force."
    fi
    overwrite=--overwrite
  fi
}

mark_seed() {
  ask ssm put-parameter --name "$mark" --value "${database:-external}" --type String "$overwrite" >/dev/null ||
    fail "--seed: the SSM parameter $mark cannot be made. Either somebody else seeds at this moment, or ssm:PutParameter is missing."
  marked=yes
}

forget_seed() {
  marked=""
  ask ssm delete-parameter --name "$mark" >/dev/null ||
    say "first-run: nothing was seeded, but the SSM parameter $mark stays. Delete it, or use --force next time." >&2
}

################################################################################
# One-shot tasks
################################################################################

# run_task WHAT TASK_DEFINITION OVERRIDES REMEDY: waits for its end, shows its log, and
# fails unless it ends with 0.
run_task() {
  local what=$1 definition=$2 overrides=$3 remedy=$4 was_marked=$marked started ended code reason

  say "== $what"
  # From here on it may have run.
  marked=""
  started=$(ask ecs run-task --cluster "$cluster" --task-definition "$definition" --launch-type FARGATE \
    --network-configuration "$network" --overrides "$overrides" --started-by first-run \
    --query '[tasks[0].taskArn, failures[0].reason]') || started="None"
  IFS=$'\t' read -r running reason <<<"$started"
  if [ "$running" = None ]; then
    running=""
    marked=$was_marked
    fail "$what: AWS did not start the task: ${reason:-see above}. It needs ecs:RunTask, and iam:PassRole on the deployment's two roles."
  fi
  say "Task ${running##*/} runs."
  await_task "$what"
  ended=$(ask ecs describe-tasks --cluster "$cluster" --tasks "$running" \
    --query "tasks[0].[containers[?name=='app'] | [0].exitCode, stoppedReason]") ||
    fail "$what: its exit code cannot be read. ecs:DescribeTasks is needed."
  IFS=$'\t' read -r code reason <<<"$ended"
  if [ "$code" = None ]; then
    running=""
    marked=$was_marked
    fail "$what: the container never ran: $reason. Look at the image, the secrets and the subnets' way out; then run this again."
  fi
  show_log "$definition" "${running##*/}"
  running=""
  [ "$code" = 0 ] || fail "$what: ended with exit code $code. $remedy"
  say "Ended with exit code 0."
}

await_task() {
  local deadline=$((SECONDS + longest)) status
  # The waiter gives up after ten minutes: ask, and wait on.
  until wait_ten_minutes; do
    status=$(ask ecs describe-tasks --cluster "$cluster" --tasks "$running" --query 'tasks[0].lastStatus') ||
      fail "$1: cannot see how the task fares: ecs:DescribeTasks is needed."
    if [ "$status" = STOPPED ]; then
      break
    fi
    if [ "$SECONDS" -ge "$deadline" ]; then
      fail "$1: not done after $((longest / 60)) minutes. Look at its log, and stop it with: aws ecs stop-task --region $region --cluster $cluster --task $running"
    fi
    say "Still $status after $SECONDS seconds."
    sleep "${FIRST_RUN_PAUSE:-5}"
  done
}

# In the background, since Bash acts on a signal only after what runs in front.
wait_ten_minutes() {
  local status=0
  aws ecs wait tasks-stopped --region "$region" --cluster "$cluster" --tasks "$running" 2>/dev/null &
  waiter=$!
  wait "$waiter" || status=$?
  waiter=""
  return "$status"
}

# show_log TASK_DEFINITION TASK_ID
show_log() {
  local place group prefix stream
  place=$(ask ecs describe-task-definition --task-definition "$1" \
    --query "taskDefinition.containerDefinitions[?name=='app'] | [0].logConfiguration.options.[\"awslogs-group\", \"awslogs-stream-prefix\"]") ||
    fail "the place of the log cannot be read. ecs:DescribeTaskDefinition is needed."
  IFS=$'\t' read -r group prefix <<<"$place"
  stream="$prefix/app/$2"
  if [ "$log_is_secret" = yes ] && ! is_private; then
    say "Its log may name the first users' passwords, so it is not shown here. Read it with:"
    say "  aws logs filter-log-events --region $region --log-group-name $group --log-stream-names $stream --query 'events[].[message]' --output text"
    return
  fi
  ask logs filter-log-events --log-group-name "$group" --log-stream-names "$stream" --query 'events[].[message]' ||
    say "No log was found: group $group, stream $stream."
}

# Whether somebody watches, and no pipeline records.
is_private() { [ -t 1 ] && [ -z "${CI:-}" ]; }

################################################################################
# Steps
################################################################################

create_extensions() {
  run_task "Create the extensions vector and pgcrypto" "$migration" "$extensions_overrides" \
    "If the database's user may not: have somebody who may run CREATE EXTENSION IF NOT EXISTS vector; CREATE EXTENSION IF NOT EXISTS pgcrypto; and run this again with --skip-extensions."
}

migrate() {
  run_task "Migrate the database" "$migration" '{}' "Mend what its log says, and run this again."
}

write_first_data() {
  mark_seed
  log_is_secret=yes
  run_task "Migrate the database and write the first data" "$migration" \
    '{"containerOverrides":[{"name":"app","command":["yarn","mercato","init"]}]}' \
    "It cannot go on from half of it: empty the database, and run this again with --seed --force."
  log_is_secret=no
  say "Change the passwords of the first users at once, and delete that log: it names them."
}

# A service whose first tasks failed too often has stopped trying, and has no earlier
# deployment to go back to.
start_again() {
  local service state
  say "== Services"
  for service in $web_service $worker_services; do
    state=$(ask ecs describe-services --cluster "$cluster" --services "$service" \
      --query "services[0].deployments[?status=='PRIMARY'] | [0].rolloutState") ||
      fail "$service: cannot be looked at: ecs:DescribeServices is needed."
    if [ "$state" = FAILED ]; then
      ask ecs update-service --cluster "$cluster" --service "$service" --force-new-deployment \
        --query service.serviceName >/dev/null ||
        fail "$service: cannot be started again: ecs:UpdateService is needed."
      say "$service had given up, and is started again."
    else
      say "$service: $state"
    fi
  done
}

write_schedules() {
  run_task "Write the schedules" "$scheduler_sync" '{}' "Mend what its log says, and run this again."
}

main() {
  read_arguments "$@"
  need terraform https://developer.hashicorp.com/terraform/install
  need aws https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html
  cd "$(dirname "${BASH_SOURCE[0]}")"
  trap on_exit EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  read_outputs
  check_account
  if [ "$seed" = yes ]; then
    refuse_second_seed
  fi
  if [ "$extensions" = yes ]; then
    create_extensions
  fi
  if [ "$seed" = yes ]; then
    write_first_data
  else
    migrate
  fi
  start_again
  if [ -n "$scheduler_sync" ]; then
    write_schedules
  fi
  say "== Done: $application_url"
}

main "$@"
