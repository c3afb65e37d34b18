#!/usr/bin/env bash
#
# Brings a new image out: migrates the database with it, applies it, and waits until every
# service runs it. The image stays in image.auto.tfvars, so that the next plan changes
# nothing; commit that file. It may be repeated, and continues where it was interrupted.
#
# The migration comes first, for the new code expects its tables; the old code runs on
# meanwhile, so a migration must leave it what it needs. When it fails, the services keep
# their image. When the new tasks fail, ECS goes back to the old ones by itself, and
# image.auto.tfvars says again what runs.
#
# Needs terraform with the state of this folder, and the AWS CLI, version 1 or 2, with
# credentials for the deployment's account.

set -euo pipefail

here=${BASH_SOURCE[0]%/*}
[ -d "$here" ] || here=.
# shellcheck source=tasks.sh
. "$here/tasks.sh"

assume_yes=no
wanted=""
work=""

usage() {
  cat <<'USAGE'
Usage: ./deploy.sh [--yes] IMAGE

Brings a new image out: migrates, applies, and waits until every service runs it.

  IMAGE   a tag, as 1.4.3, or a digest, as @sha256:…, of the repository in use; or a
          whole image reference
  --yes   do not show the plan and ask first
  --help  this text
USAGE
}

on_exit() {
  stop_waiting
  name_running
  if [ -n "$work" ]; then
    rm -rf "$work"
  fi
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --yes) assume_yes=yes ;;
      --help | -h)
        usage
        exit 0
        ;;
      -*)
        usage >&2
        fail "$1: not an option."
        ;;
      *)
        [ -z "$wanted" ] || fail "$1: one image at a time; $wanted was named already."
        wanted=$1
        ;;
    esac
    shift
  done
  if [ -z "$wanted" ]; then
    usage >&2
    fail "which image? Name a tag."
  fi
  case "$wanted" in
    *[!A-Za-z0-9._/:@-]*) fail "$wanted: is no image: it has characters that tags, digests and names have not." ;;
  esac
}

# The image that a task definition runs.
image_of() {
  ask ecs describe-task-definition --task-definition "$1" \
    --query "taskDefinition.containerDefinitions[?name=='app'] | [0].image" ||
    fail "$1: cannot be looked at: ecs:DescribeTaskDefinition is needed."
}

compose_image() {
  local current repository
  current=$(image_of "$migration")
  # registry:5000/name:tag@sha256:… without tag and digest.
  repository=${current%%@*}
  case "${repository##*/}" in
    *:*) repository=${repository%:*} ;;
  esac
  case "$wanted" in
    @sha256:*) image="$repository$wanted" ;;
    */*) image=$wanted ;;
    *[:@]*) fail "$wanted: is neither a tag nor a digest. Write 1.4.3, @sha256:…, or the whole reference." ;;
    *) image="$repository:$wanted" ;;
  esac
  say "From $current to $image"
}

################################################################################
# Steps
################################################################################

agree() {
  local answer
  if [ "$assume_yes" = yes ]; then
    return
  fi
  [ -t 0 ] || fail "nobody can be asked whether the plan is right. Add --yes."
  say "== Plan"
  terraform plan -input=false -var "image=$image" || fail "the plan was refused. Mend what Terraform says."
  printf 'Migrate, and apply this? [y/N] ' >&2
  read -r answer
  case "$answer" in
    y | Y | yes) ;;
    *) fail "nothing was done." ;;
  esac
}

# A task cannot be started with another image than its definition's.
register_migration() {
  say "== Register the migration with the new image"
  terraform apply -input=false -auto-approve -var "image=$image" \
    -target=module.openmercato.aws_ecs_task_definition.migration >"$work/registered" 2>&1 ||
    { cat "$work/registered" >&2; fail "the migration task could not be registered. The services keep their image."; }
  # Terraform's outputs are as old as its last whole apply: ECS knows the newest revision.
  migration=$(ask ecs describe-task-definition --task-definition "$(family "$migration")" --query taskDefinition.taskDefinitionArn) ||
    fail "the new revision cannot be looked at: ecs:DescribeTaskDefinition is needed."
  [ "$(image_of "$migration")" = "$image" ] ||
    fail "the newest revision of $(family "$migration") runs another image: somebody else deploys at this moment. Run this again."
}

# shop-migration, of arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-migration:1
family() {
  local revision=${1##*/}
  printf '%s' "${revision%:*}"
}

migrate() {
  run_task "Migrate the database" "$migration" '{}' \
    "The services keep their image. Mend what its log says, and run this again."
}

apply_image() {
  say "== Apply"
  if [ -f image.auto.tfvars ]; then
    cp image.auto.tfvars "$work/image.before"
  fi
  # Beside it first: the file is whole, or as it was.
  printf '# The image that runs here, written by deploy.sh.\nimage = "%s"\n' "$image" >image.auto.tfvars.new
  mv image.auto.tfvars.new image.auto.tfvars
  if ! terraform apply -input=false -auto-approve; then
    put_back
    fail "the apply failed. Mend what Terraform says, and run this again."
  fi
}

# What image.auto.tfvars said before.
put_back() {
  if [ -f "$work/image.before" ]; then
    cp "$work/image.before" image.auto.tfvars.new
    mv image.auto.tfvars.new image.auto.tfvars
  else
    rm -f image.auto.tfvars
  fi
}

await_services() {
  local deadline=$((SECONDS + longest)) service
  say "== Services"
  for service in $web_service $worker_services; do
    # The waiter gives up after ten minutes: look, and wait on.
    until wait_ten_minutes services-stable --services "$service"; do
      if has_failed "$service"; then
        break
      fi
      if [ "$SECONDS" -ge "$deadline" ]; then
        explain "$service"
        fail "$service: not stable after $((longest / 60)) minutes. Look at what it says above; image.auto.tfvars has the new image."
      fi
      say "$service: still not stable after $SECONDS seconds."
      sleep "${FIRST_RUN_PAUSE:-5}"
    done
    if [ "$(running_image "$service")" != "$image" ]; then
      explain "$service"
      put_back
      fail "$service: its new tasks failed, and ECS went back to $(running_image "$service"). The database has been migrated. Mend the image, and run this with it; until then a plan shows what differs."
    fi
    say "$service: runs $image"
  done
}

deployment_of() {
  ask ecs describe-services --cluster "$cluster" --services "$1" --query "services[0].deployments[?status=='PRIMARY'] | [0].$2" ||
    fail "$1: cannot be looked at: ecs:DescribeServices is needed."
}

has_failed() { [ "$(deployment_of "$1" rolloutState)" = FAILED ]; }

running_image() { image_of "$(deployment_of "$1" taskDefinition)"; }

# Why the tasks of a service stopped: the last of them, and what ECS says.
explain() {
  local task stopped
  say "$1 says:"
  ask ecs describe-services --cluster "$cluster" --services "$1" --query 'services[0].events[:5].[message]' || true
  stopped=$(ask ecs list-tasks --cluster "$cluster" --service-name "$1" --desired-status STOPPED --query 'taskArns[:3]') || return 0
  for task in $stopped; do
    [ "$task" != None ] || continue
    ask ecs describe-tasks --cluster "$cluster" --tasks "$task" \
      --query "tasks[0].[stoppedReason, containers[?name=='app'] | [0].exitCode, containers[?name=='app'] | [0].reason]" || true
    show_log "$(deployment_of "$1" taskDefinition)" "${task##*/}"
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
  work=$(mktemp -d)

  read_outputs
  check_account
  compose_image
  agree
  register_migration
  migrate
  apply_image
  # The apply made them anew.
  read_outputs
  await_services
  if [ -n "$scheduler_sync" ]; then
    write_schedules
  fi
  say "== Done: $application_url runs $image"
}

main "$@"
