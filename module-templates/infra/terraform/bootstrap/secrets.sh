#!/usr/bin/env bash
#
# Gives the secrets of bootstrap their values, and the deployments what bootstrap made.
# After the first apply here, and after each that adds something. It may be repeated and
# interrupted: a secret that has a value keeps it, and a file that says it already is left
# as it is.
#
# 1. Values: those that can be made up are made up, of 32 random bytes; it asks for the
#    others. They go to Secrets Manager through files that only you can read, which are
#    gone when it ends: they are on no command line, in no state and in no log.
# 2. Deployments: backend.tf, and at their places in inputs.tf the repository, the ARNs
#    and the key. Shown first.
# 3. The state of bootstrap itself moves into the bucket.
#
# Needs terraform and the AWS CLI, version 1 or 2, with credentials for the account.

set -euo pipefail

# Whole pages on a terminal would wait for a key; Git for Windows would take the name of a
# secret for a path.
export AWS_PAGER="" MSYS_NO_PATHCONV=1

readonly tab=$'\t'

# The name of the first version of each secret: Secrets Manager refuses another value under
# the same one. So two people cannot both be the first.
readonly first_version=openmercato-ecs-first-value-of-this-secret

assume_yes=no
replace=""
work=""
moving=""

usage() {
  cat <<'USAGE'
Usage: ./secrets.sh [--yes] [--replace NAME]

Gives the secrets their values, and the deployments what bootstrap made. It may be
repeated. What it asks for, it reads from the terminal, or a line each from its input.

  --yes           write the deployments' files without asking
  --replace NAME  ask for, or make up, a new value of this secret or parameter
  --help          this text
USAGE
}

say() { printf '%s\n' "$*"; }

fail() {
  printf 'secrets: %s\n' "$*" >&2
  exit 1
}

on_exit() {
  if [ -t 0 ]; then
    stty echo 2>/dev/null || true
  fi
  if [ -n "$work" ]; then
    rm -rf "$work"
  fi
  if [ -n "$moving" ] && ! has_moved; then
    rm -f backend.tf
  fi
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --yes) assume_yes=yes ;;
      --replace)
        [ $# -ge 2 ] || fail "--replace: which one? Name a secret."
        replace=$2
        shift
        ;;
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
}

need() {
  command -v "$1" >/dev/null || fail "$1: not found. Install it: $2"
}

# facts_of WORD: what follows the word in the facts of bootstrap, a line each.
facts_of() { printf '%s\n' "$facts" | awk -v word="$1" 'index($0, word "\t") == 1 { print substr($0, length(word) + 2) }'; }

read_facts() {
  facts=$(terraform output -no-color -raw facts) ||
    fail "what bootstrap made cannot be read. Mend what Terraform says; or run terraform init and terraform apply here first."
  account=$(facts_of account)
  region=$(facts_of region)
  state_bucket=$(facts_of bucket)
  repository=$(facts_of repository)
  key_arn=$(facts_of key)
  deployments=$(facts_of deployment)
  wanted=$(facts_of value)
  references=$(facts_of reference)
}

# The AWS CLI in the region; its answer as text.
ask() { aws "$@" --region "$region" --output text; }

check_account() {
  local own
  own=$(ask sts get-caller-identity --query Account) ||
    fail "the AWS CLI has no valid credentials. Set AWS_PROFILE, or sign in: aws sso login"
  [ "$own" = "$account" ] ||
    fail "the AWS CLI is in account $own, bootstrap in $account. Set AWS_PROFILE to a profile of $account."
}

################################################################################
# Values
################################################################################

# With another one, nobody could read what was encrypted with it.
readonly tenants_key=TENANT_DATA_ENCRYPTION_FALLBACK_KEY

# Whether one of the readers takes what can be made up, since nobody else has to know it.
# MEILI_MASTER_KEY is read by the search engine of the deployment; one that is elsewhere has
# its key already.
can_be_made_up() {
  case " $1 " in
    *" JWT_SECRET "* | *" AUTH_SECRET "* | *" MEILI_MASTER_KEY "* | *" $tenants_key "*) return 0 ;;
    *) return 1 ;;
  esac
}

made_up() { head -c 32 /dev/urandom | base64 | tr -d '\n=' | tr '+/' '-_'; }

# value_of READERS WHERE: the value, into the variable "value". Not by standard output, so
# that no shell writes it anywhere.
value_of() {
  value=""
  if can_be_made_up "$1"; then
    value=$(made_up)
    say "$2: made up"
    return
  fi
  if [ -t 0 ]; then
    # Before it asks, so that nothing of an answer is ever seen.
    stty -echo
  fi
  printf '%s, for %s: ' "$2" "$1" >&2
  # The last line may lack its end.
  IFS= read -r value || [ -n "$value" ] || fail "$2: no value was given. Write a line for each that is asked for."
  if [ -t 0 ]; then
    stty echo
  fi
  printf '\n' >&2
  [ -n "$value" ] || fail "$2: an empty value is none. Run this again."
  case "$value" in
    *[[:cntrl:]]*) fail "$2: the value holds a control character. Put it in yourself: aws secretsmanager put-secret-value" ;;
  esac
}

# The text of a JSON string.
quoted() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "$text"
}

# Whether a secret or parameter has a value, which then stays.
has_value() {
  local kind=$1 name=$2 known
  if [ "$replace" = "$name" ]; then
    return 1
  fi
  if [ "$kind" = secret ]; then
    known=$(ask secretsmanager list-secret-version-ids --secret-id "$name" \
      --query "Versions[?contains(VersionStages, 'AWSCURRENT')] | [0].VersionId") ||
      fail "$name: cannot be looked at: secretsmanager:ListSecretVersionIds is needed."
  else
    # Of a parameter that is missing this says None; get-parameter would fail.
    known=$(ask ssm get-parameters --names "$name" --query 'Parameters[0].Name') ||
      fail "$name: cannot be looked at: ssm:GetParameters is needed."
  fi
  [ "$known" != None ]
}

# The lines "key<tab>readers" of a secret or parameter. What is read by key and as a whole
# has the whole last.
keys_of() {
  printf '%s\n' "$wanted" | awk -F '\t' -v kind="$1" -v name="$2" '
    $1 != kind || $2 != name { next }
    $3 == "-" { whole = $3 "\t" $4; next }
    { print $3 "\t" $4 }
    END { if (whole) print whole }'
}

fill() {
  local kind=$1 name=$2 keys key readers text="" members=""
  if has_value "$kind" "$name"; then
    say "$name: has its value"
    return
  fi
  keys=$(keys_of "$kind" "$name")
  if [ "$replace" = "$name" ] && grep -qw "$tenants_key" <<<"$keys"; then
    fail "--replace: $name is the key of tenants' data: with another one nobody could read them. It must never change."
  fi
  while IFS=$tab read -r key readers <&3; do
    if [ "$key" != - ]; then
      value_of "$readers" "$name, its key $key"
      members="${members:+$members,}$(quoted "$key"):$(quoted "$value")"
    elif [ -z "$members" ]; then
      value_of "$readers" "$name"
      text=$value
    fi
  done 3<<<"$keys"
  if [ -n "$members" ]; then
    text="{$members}"
  fi
  put "$kind" "$name" "$text"
}

put() {
  local kind=$1 name=$2 once
  # printf is a part of the shell: no process has the value among its arguments.
  printf '%s' "$3" >"$work/value"
  value=""
  if [ "$kind" = secret ]; then
    once=(--client-request-token "$first_version")
    if [ "$replace" = "$name" ]; then
      once=(--version-stages AWSCURRENT)
    fi
    ask secretsmanager put-secret-value --secret-id "$name" --secret-string "file://$work/value" "${once[@]}" --query VersionId >/dev/null ||
      fail "$name: its value cannot be put. Either somebody else put one at this moment, or secretsmanager:PutSecretValue is missing."
  else
    once=(--no-overwrite)
    if [ "$replace" = "$name" ]; then
      once=(--overwrite)
    fi
    ask ssm put-parameter --name "$name" --type SecureString --value "file://$work/value" "${once[@]}" --query Version >/dev/null ||
      fail "$name: cannot be put. Either somebody else made it at this moment, or ssm:PutParameter is missing."
  fi
  : >"$work/value"
}

fill_all() {
  local kind name known=no
  say "== Values"
  while IFS=$tab read -r kind name <&4; do
    [ -n "$kind" ] || continue
    if [ "$replace" = "$name" ]; then
      known=yes
    fi
    fill "$kind" "$name"
  done 4<<<"$(printf '%s\n' "$wanted" | awk -F '\t' '!seen[$1, $2]++ { print $1 "\t" $2 }')"
  if [ -n "$replace" ] && [ "$known" = no ]; then
    fail "--replace: $replace is not among the secrets and parameters of inputs.tf."
  fi
}

################################################################################
# Deployments
################################################################################

# A text that sed takes for itself.
literal() { printf '%s' "$1" | sed 's/[][\.*^$/|&]/\\&/g'; }

# The lines "kind<tab>name<tab>arn" of what the inputs of a deployment name.
references_of() { printf '%s\n' "$references" | awk -F '\t' -v folder="$1" '$1 == folder { print $2 "\t" $3 "\t" $4 }'; }

# replacements FOLDER: the rules by which sed writes what bootstrap made into the inputs of
# a deployment, each on a line. An ARN ends at a quote, which JSON in a text escapes, or at
# the colon before the key.
replacements() {
  local kind name arn account_of_arn='[0-9]\{12\}' random='[A-Za-z0-9]\{6\}' end='\([":\]\)'
  while IFS=$tab read -r kind name arn; do
    case "$kind" in
      secret) printf '%s\n' "s|arn:aws[a-z-]*:secretsmanager:$region:$account_of_arn:secret:$(literal "$name")-$random$end|$(literal "$arn")\\1|g" ;;
      parameter) printf '%s\n' "s|arn:aws[a-z-]*:ssm:$region:$account_of_arn:parameter$(literal "$name")$end|$(literal "$arn")\\1|g" ;;
    esac
  done <<<"$(references_of "$1")"
  if [ -n "$repository" ]; then
    # The image's own line, its tag or digest as it is.
    printf '%s\n' "s|^\\(    image  *= \"\\)[^\"@]*/[^\":@]*\\([:@][^\"]*\"\\)|\\1$(literal "$repository")\\2|"
  fi
  if [ -n "$key_arn" ]; then
    printf '%s\n' "s|^\\(    kms_key_arn  *= \"\\)[^\"]*\"|\\1$(literal "$key_arn")\"|"
  fi
}

# check_references FOLDER FILE: whether the inputs name all that bootstrap made for them.
check_references() {
  local kind name arn
  while IFS=$tab read -r kind name arn; do
    if [ -n "$kind" ] && ! grep -qF -e "$arn\"" -e "$arn\\" -e "$arn:" "$2"; then
      fail "deployments[\"$1\"]: ../deployments/$1/inputs.tf names no ARN of the $kind $name in $region. Name it there, or take the $kind out of inputs.tf here."
    fi
  done <<<"$(references_of "$1")"
}

backend() {
  cat <<BACKEND
terraform {
  backend "s3" {
    bucket       = "$state_bucket"
    key          = "$1/terraform.tfstate"
    region       = "$region"
    encrypt      = true
    use_lockfile = true
  }
}
BACKEND
}

# Whether a file says of the backend more than comments.
has_backend() { grep -v '^ *#' "$1" 2>/dev/null | grep -q '[^ ]'; }

# The lineage of a state, which tells it from all others.
lineage() { sed -n 's/^ *"lineage": "\([^"]*\)".*/\1/p'; }

# claim KEY FOLDER: refuses the place in the bucket where the state of something else lies,
# which would be taken for that of the folder, or be lost.
claim() {
  local known found own=""
  known=$(ask s3api list-objects-v2 --bucket "$state_bucket" --prefix "$1" --query "Contents[?Key=='$1'] | [0].Key") ||
    fail "the bucket $state_bucket cannot be looked at: s3:ListBucket is needed."
  if [ "$known" = None ]; then
    return
  fi
  found=$(aws s3 cp "s3://$state_bucket/$1" - --region "$region" | lineage) ||
    fail "$1: cannot be read from the bucket $state_bucket: s3:GetObject is needed."
  if [ -s "$2/terraform.tfstate" ]; then
    own=$(lineage <"$2/terraform.tfstate")
  fi
  [ -n "$found" ] && [ "$found" = "$own" ] ||
    fail "$2/backend.tf: the bucket $state_bucket has $1 already, the state of something else. Write the file yourself, with another key, and run terraform init -migrate-state there; or with this key, if it is the same."
}

# propose FILE NEW: remembers that a file is to be NEW, and shows how it changes.
propose() {
  if cmp -s "$1" "$2"; then
    return
  fi
  diff -u "$1" "$2" || true
  printf '%s\t%s\n' "$1" "$2" >>"$work/proposed"
}

wire() {
  local folder root
  say "== Deployments"
  : >"$work/proposed"
  for folder in $deployments; do
    root="../deployments/$folder"
    if [ ! -f "$root/inputs.tf" ]; then
      fail "deployments[\"$folder\"]: there is no $root/inputs.tf. Make the folder, or take it out of inputs.tf here."
    fi
    replacements "$folder" >"$work/rules"
    sed -f "$work/rules" "$root/inputs.tf" >"$work/$folder-inputs.tf"
    check_references "$folder" "$work/$folder-inputs.tf"
    propose "$root/inputs.tf" "$work/$folder-inputs.tf"
    if has_backend "$root/backend.tf"; then
      say "$root/backend.tf: has a backend, and keeps it"
    else
      claim "$folder/terraform.tfstate" "$root"
      : >>"$root/backend.tf"
      backend "$folder" >"$work/$folder-backend.tf"
      propose "$root/backend.tf" "$work/$folder-backend.tf"
    fi
  done
  write_proposed
}

write_proposed() {
  local file new answer
  if [ ! -s "$work/proposed" ]; then
    say "They say it all already."
    return
  fi
  if [ "$assume_yes" = no ]; then
    if [ ! -t 0 ]; then
      fail "the files were not written, since nobody can be asked. Add --yes."
    fi
    printf 'Write these files? [y/N] ' >&2
    read -r answer
    case "$answer" in
      y | Y | yes) ;;
      *) fail "the files were not written. Run this again to be asked again." ;;
    esac
  fi
  while IFS=$tab read -r file new; do
    # Beside it first: a file is whole, or as it was.
    cp "$new" "$file.new"
    mv "$file.new" "$file"
    say "$file: written"
  done <"$work/proposed"
}

################################################################################
# The state of bootstrap
################################################################################

# Whether Terraform keeps the state of this folder in the bucket.
has_moved() { grep -q '"type": "s3"' .terraform/terraform.tfstate 2>/dev/null; }

move_state() {
  say "== State"
  if has_backend backend.tf; then
    say "backend.tf: has a backend, and keeps it"
    return
  fi
  claim bootstrap/terraform.tfstate .
  backend bootstrap >"$work/backend.tf"
  moving=yes
  cp "$work/backend.tf" backend.tf
  if ! terraform init -no-color -input=false -migrate-state -force-copy >"$work/migrated" 2>&1; then
    cat "$work/migrated" >&2
    fail "the state could not be moved into the bucket $state_bucket, and is where it was. Mend what Terraform says, and run this again."
  fi
  moving=""
  rm -f terraform.tfstate terraform.tfstate.backup
  say "The state of bootstrap is in the bucket $state_bucket."
}

main() {
  read_arguments "$@"
  need terraform https://developer.hashicorp.com/terraform/install
  need aws https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html
  cd "$(dirname "${BASH_SOURCE[0]}")"
  trap on_exit EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  work=$(mktemp -d)

  read_facts
  check_account
  fill_all
  wire
  move_state
  say "== Done"
}

main "$@"
