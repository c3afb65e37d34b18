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
plan_only=no
wanted=""

# What an interruption leaves behind: a folder of ours, an image that is written down and
# not yet known to run.
work=""
written=""

usage() {
  cat <<'USAGE'
Usage: ./deploy.sh [--yes | --plan-only] IMAGE

Brings a new image out: migrates, applies, and waits until every service runs it. It may
be repeated.

  IMAGE        a tag, as 1.4.3, or a digest, as @sha256:…, of the repository in use; or a
               whole image reference
  --yes        do not show the plan and ask first; the same as --auto-approve
  --plan-only  show the plan, and do nothing
  --help       this text
USAGE
}

on_exit() {
  stop_waiting
  name_running
  if [ -n "$written" ]; then
    printf 'deploy: not finished; image.auto.tfvars names %s already. Run this again with it.\n' "$image" >&2
  fi
  rm -f image.auto.tfvars.new
  if [ -n "$work" ]; then
    rm -rf "$work"
  fi
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --yes | --auto-approve) assume_yes=yes ;;
      --plan-only) plan_only=yes ;;
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
  if [ "$assume_yes" = yes ] && [ "$plan_only" = yes ]; then
    fail "--plan-only: asks nothing, so --yes has no meaning. Leave one out."
  fi
  if [ -z "$wanted" ]; then
    usage >&2
    fail "which image? Name a tag."
  fi
  # Its form alone: which repository is in use is found out later.
  compose registry/repository
  if [ "$assume_yes" = no ] && [ "$plan_only" = no ] && [ ! -t 0 ]; then
    fail "nobody can be asked whether the plan is right. Add --yes."
  fi
}

# compose REPOSITORY: what is wanted, in the repository unless it names its own.
compose() {
  local tag=':[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}' digest='@sha256:[0-9a-f]{64}'
  case "$wanted" in
    */*) image=$wanted ;;
    @*) image="$1$wanted" ;;
    *) image="$1:$wanted" ;;
  esac
  [[ $image =~ ^[A-Za-z0-9][A-Za-z0-9./_-]*(:[0-9]+/[a-z0-9./_-]+)?(${tag}|(${tag})?${digest})$ ]] ||
    fail "$wanted: is no image. Write a tag, as 1.4.3, a digest, as @sha256: and 64 digits, or a whole reference with either."
}

# The image that a task definition runs.
image_of() {
  ask ecs describe-task-definition --task-definition "$1" \
    --query "taskDefinition.containerDefinitions[?name=='app'] | [0].image" ||
    fail "$1: cannot be looked at: ecs:DescribeTaskDefinition is needed."
}

# What is wanted, in the repository of what runs.
compose_image() {
  local repository
  read_service "$web_service"
  # registry:5000/name:tag@sha256:… without tag and digest.
  repository=${service_image%%@*}
  case "${repository##*/}" in
    *:*) repository=${repository%:*} ;;
  esac
  compose "$repository"
  say "$web_service runs $service_image; wanted is $image"
}

# Of several such files Terraform takes the last by name.
refuse_later_file() {
  local file
  for file in *.auto.tfvars *.auto.tfvars.json; do
    if [[ $file > image.auto.tfvars ]] && [ -f "$file" ] && grep -Eq '(^|[{,])[[:space:]]*"?image"?[[:space:]]*[=:]' "$file"; then
      fail "$file: sets the image too, and wins over image.auto.tfvars. Take it out of there."
    fi
  done
}

# read_service SERVICE: how its newest deployment fares, and what it runs.
read_service() {
  local said
  said=$(ask ecs describe-services --cluster "$cluster" --services "$1" \
    --query "services[0].deployments[?status=='PRIMARY'] | [0].[rolloutState, taskDefinition]") ||
    fail "$1: cannot be looked at: ecs:DescribeServices is needed."
  IFS=$'\t' read -r rollout definition <<<"$said"
  [ -n "${definition:-}" ] || fail "$1: ECS knows no such service. Run terraform apply here first."
  service_image=$(image_of "$definition")
}

################################################################################
# Steps
################################################################################

show_plan() {
  say "== Plan"
  terraform plan -input=false -var "image=$image" || fail "the plan was refused. Mend what Terraform says."
}

agree() {
  local answer
  if [ "$assume_yes" = yes ]; then
    return
  fi
  show_plan
  printf 'Migrate, and apply this? [y/N] ' >&2
  read -r answer || answer=""
  case "$answer" in
    y | Y | yes) ;;
    *) fail "nothing was done." ;;
  esac
}

# A task cannot be started with another image than its definition's.
register_migration() {
  say "== Register the migration with the new image"
  if ! terraform apply -input=false -auto-approve -var "image=$image" \
    -target=module.openmercato.aws_ecs_task_definition.migration >"$work/registered" 2>&1; then
    cat "$work/registered" >&2
    fail "the migration task could not be registered. The services keep their image. Mend what Terraform says, and run this again."
  fi
  # Terraform's outputs may be as old as its last whole apply: ECS knows the newest revision.
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
    "The services keep their image. Mend what its log says, and run this again; or give the migration the old image back: terraform apply"
}

apply_image() {
  say "== Apply"
  if [ -f image.auto.tfvars ]; then
    cp image.auto.tfvars "$work/image.before"
  fi
  written=yes
  write_image "$image"
  # It writes its plan down first, in the log of a pipeline too.
  if ! terraform apply -input=false -auto-approve; then
    put_back
    fail "the apply failed. image.auto.tfvars says what it said before. Mend what Terraform says, and run this again."
  fi
}

# Beside it first: the file is whole, or as it was.
write_image() {
  printf '# The image that runs here, written by deploy.sh.\nimage = "%s"\n' "$1" >image.auto.tfvars.new
  mv image.auto.tfvars.new image.auto.tfvars
}

# What image.auto.tfvars said before. When that is the image that failed, since a run
# before this one was interrupted, what runs instead.
put_back() {
  written=""
  if [ ! -f "$work/image.before" ]; then
    rm -f image.auto.tfvars
  elif grep -qF "\"$image\"" "$work/image.before"; then
    write_image "$service_image"
  else
    cp "$work/image.before" image.auto.tfvars.new
    mv image.auto.tfvars.new image.auto.tfvars
  fi
}

await_services() {
  local deadline=$((SECONDS + longest)) service
  say "== Services"
  for service in $web_service $worker_services; do
    await_service "$service" "$deadline"
  done
  written=""
}

# await_service SERVICE DEADLINE
await_service() {
  read_service "$1"
  # The waiter gives up after ten minutes: look, and wait on.
  until [ "$rollout" = FAILED ] || wait_ten_minutes services-stable --services "$1"; do
    if [ "$SECONDS" -ge "$2" ]; then
      explain "$1"
      written=""
      fail "$1: not stable after $((longest / 60)) minutes, and ECS still tries. image.auto.tfvars names the new image. See what it says above; run this again, or with another image."
    fi
    say "$1: not stable after $SECONDS seconds."
    sleep "${FIRST_RUN_PAUSE:-5}"
    read_service "$1"
  done
  read_service "$1"
  if [ "$rollout" != FAILED ] && [ "$service_image" = "$image" ]; then
    say "$1: runs $image"
    return
  fi
  explain "$1"
  if [ "$service_image" = "$image" ]; then
    written=""
    fail "$1: its tasks failed so often that ECS has given up, and there is nothing to go back to. Mend what it says above; then start it again: ./first-run.sh"
  fi
  put_back
  fail "$1: its new tasks failed, and ECS went back to $service_image. image.auto.tfvars says what it said before; the database has been migrated. Mend the image, and run this with the new one; or have everything as image.auto.tfvars says: terraform apply"
}

# explain SERVICE: what ECS says of it, and why the last tasks with the new image stopped.
explain() {
  local tasks stopped="" task of reason
  say "== Why $1 failed"
  ask ecs describe-services --cluster "$cluster" --services "$1" --query 'services[0].events[:5].[message]' || true
  tasks=$(ask ecs list-tasks --no-paginate --cluster "$cluster" --service-name "$1" --desired-status STOPPED --query taskArns) || tasks=""
  if [ -n "$tasks" ] && [ "$tasks" != None ]; then
    # shellcheck disable=SC2086 # ARNs, side by side.
    stopped=$(ask ecs describe-tasks --cluster "$cluster" --tasks $tasks \
      --query "tasks[?containers[?name=='app' && image=='$image']] | [:3].[taskArn, taskDefinitionArn, stoppedReason]") || stopped=""
  fi
  if [ -z "$stopped" ]; then
    say "ECS remembers no task with $image that stopped."
    return
  fi
  while IFS=$'\t' read -r task of reason; do
    say "Task ${task##*/} stopped: $reason"
    ask ecs describe-tasks --cluster "$cluster" --tasks "$task" \
      --query 'tasks[0].containers[].[name, exitCode, reason]' | sed 's/^/  container, exit code, reason: /' || true
    show_log "$of" "${task##*/}" | tail -n 20 || true
  done <<<"$stopped"
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

  refuse_later_file
  read_outputs
  check_account
  compose_image
  if [ "$plan_only" = yes ]; then
    show_plan
    return
  fi
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
