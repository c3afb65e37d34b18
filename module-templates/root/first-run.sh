#!/usr/bin/env bash
#
# Prepares the deployment of this folder after its first apply: creates the database's
# extensions, migrates, starts again the services that gave up meanwhile, and writes the
# schedules. It may be repeated. A new image is brought out by deploy.sh.
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

here=${BASH_SOURCE[0]%/*}
[ -d "$here" ] || here=.
# shellcheck source=tasks.sh
. "$here/tasks.sh"

seed=no
force=no
extensions=yes

overwrite=--no-overwrite

usage() {
  cat <<'USAGE'
Usage: ./first-run.sh [--seed [--force]] [--skip-extensions]

Prepares the deployment of this folder. Run it after the first apply. It may be repeated.
A new image is brought out by ./deploy.sh.

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

on_exit() {
  stop_waiting
  if [ -n "$marked" ]; then
    forget_seed
  fi
  name_running
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
# Steps
################################################################################

create_extensions() {
  local overrides
  # JSON in a text: Terraform takes its quotes off.
  overrides=$(terraform output -no-color -raw extensions_task_overrides) ||
    fail "the output extensions_task_overrides is not in the state. Run terraform apply here first."
  run_task "Create the extensions vector and pgcrypto" "$migration" "$overrides" \
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

main() {
  read_arguments "$@"
  need terraform https://developer.hashicorp.com/terraform/install
  need aws https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html
  cd "$here"
  trap on_exit EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  read_outputs
  database=$(optional database_secret_arn)
  mark="/openmercato-ecs/$cluster/seeded"
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
