# What first-run.sh and deploy.sh have in common: the outputs of this folder's deployment,
# its account, and one-shot tasks. Sourced by both.
# shellcheck shell=bash
# shellcheck disable=SC2034 # The scripts use what is read here.

# Whole pages on a terminal would wait for a key; Git for Windows would take the name
# of a log group for a path.
export AWS_PAGER="" MSYS_NO_PATHCONV=1

# first-run or deploy, for what goes wrong.
program=${0##*/}
program=${program%.sh}

# A migration may take long, yet not for ever: seconds.
readonly longest=7200

# What an interruption leaves behind: a mark without a run, a task that runs on, the
# waiter for it.
marked=""
running=""
waiter=""

log_is_secret=no

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "$program" "$*" >&2
  exit 1
}

need() {
  command -v "$1" >/dev/null || fail "$1: not found. Install it: $2"
}

# value_of OUTPUT: its value as JSON, on one line; nothing for an output that is null, for
# such a one is not in the state. All are read at once, since each look at a state that is
# kept elsewhere takes seconds.
value_of() {
  awk -v start="  \"$1\": {" '
    $0 == start { found = 1 }
    found && /^  }/ { exit }
    found && /^    "value": / { in_value = 1; sub(/"value": /, "") }
    in_value { sub(/^ +/, ""); printf "%s", $0 }
  ' <<<"$listed"
}

# optional OUTPUT: its text: a name, an ARN or an address, which JSON writes as it is.
optional() {
  local value
  value=$(value_of "$1")
  value=${value#\"}
  printf '%s' "${value%\"}"
}

# required OUTPUT
required() {
  local text
  text=$(optional "$1")
  [ -n "$text" ] || fail "the output $1 is not in the state. Run terraform apply here first."
  printf '%s' "$text"
}

read_outputs() {
  listed=$(terraform output -no-color -json) ||
    fail "the state of this folder cannot be read. Run terraform init here first."
  cluster=$(optional cluster_name)
  [ -n "$cluster" ] ||
    fail "nothing is deployed from this folder, says its state. Run terraform apply here first."
  migration=$(required migration_task_definition_arn)
  subnets=$(value_of private_subnet_ids)
  security_group=$(required task_security_group_id)
  web_service=$(required web_service_name)
  # {"emails": "shop-emails","rest": "shop-rest"}: names of letters, digits and hyphens.
  worker_services=$(value_of worker_service_names | tr '{},' '[\n*]' | sed -n 's/^.*: "\(.*\)"$/\1/p')
  scheduler_sync=$(optional scheduler_sync_task_definition_arn)
  application_url=$(required application_url)
  # arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-migration:1
  IFS=: read -r _ _ _ region account _ <<<"$migration"
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
# Interruptions
################################################################################

stop_waiting() {
  if [ -n "$waiter" ]; then
    kill "$waiter" 2>/dev/null || true
  fi
}

name_running() {
  if [ -n "$running" ]; then
    printf '%s: interrupted; the task runs on: %s\n' "$program" "$running" >&2
  fi
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
    --network-configuration "$network" --overrides "$overrides" --started-by "$program" \
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
  until wait_ten_minutes tasks-stopped --tasks "$running"; do
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

# wait_ten_minutes WAITER ARGUMENTS: in the background, since Bash acts on a signal only
# after what runs in front.
wait_ten_minutes() {
  local status=0
  aws ecs wait "$@" --region "$region" --cluster "$cluster" 2>/dev/null &
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

write_schedules() {
  run_task "Write the schedules" "$scheduler_sync" '{}' "Mend what its log says, and run this again."
}
