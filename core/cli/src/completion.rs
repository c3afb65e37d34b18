//! What a shell completes: the script that it loads, and the names that the script asks this program for.

use super::Cli;
use super::printed::Printed;
use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter as _};
use clap_complete::env::{CompleteEnv, Shells};
use openmercato_ecs_core::cost::Assumption;
use openmercato_ecs_core::scope::{Goal, Kind, QUESTIONS, Question, Reply, SizingAssumption};
use openmercato_ecs_core::{labels, preset};
use std::ffi::OsStr;

/// Set by the script where it asks.
const VARIABLE: &str = "OPENMERCATO_ECS_COMPLETE";

/// The program's name, by which the shell finds it.
const PROGRAM: &str = "openmercato-ecs";

/// Bash parts words at `=`. This puts them together before it asks, and takes what stands before `=` away afterwards.
const BASH_WORDS: &str = r#"
_openmercato_ecs() {
    local -a whole=()
    local index piece
    for ((index = 0; index <= COMP_CWORD; index++)); do
        piece=${COMP_WORDS[index]}
        if ((index == COMP_CWORD)) && [[ $piece != "=" ]]; then
            piece=$2
        fi
        if ((index > 1)) && [[ ${COMP_WORDS[index]} == "=" || ${COMP_WORDS[index - 1]} == "=" ]]; then
            whole[${#whole[@]} - 1]+=$piece
        else
            whole+=("$piece")
        fi
    done
    local current=${whole[${#whole[@]} - 1]} before=""
    if [[ $COMP_WORDBREAKS == *"="* && $current == *"="* ]]; then
        before="${current%=*}="
    fi
    local -a COMP_WORDS=("${whole[@]}")
    local COMP_CWORD=$((${#whole[@]} - 1))
    _clap_complete_openmercato_ecs "$1" "$current" "$3"
    COMPREPLY=("${COMPREPLY[@]#"$before"}")
}
complete -o nospace -o bashdefault -F _openmercato_ecs openmercato-ecs
"#;

/// Answers a shell and ends the program where the script asks; does nothing else.
pub(super) fn answer() {
    CompleteEnv::with_factory(Cli::command).var(VARIABLE).complete();
}

/// The script for a shell.
///
/// # Errors
/// There is none for this shell.
pub(super) fn script(shell: Shell) -> Result<Printed, String> {
    let shells = Shells::builtins();
    let registration = shells.completer(&shell.to_string()).ok_or_else(|| format!("{shell} is not supported."))?;
    let mut script = Vec::new();
    registration
        .write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)
        .map_err(|error| format!("the script cannot be made: {error}."))?;
    if shell == Shell::Bash {
        script.extend(BASH_WORDS.bytes());
    }
    Ok(Printed::File(String::from_utf8_lossy(&script).into_owned()))
}

/// The presets.
pub(super) fn presets() -> Vec<CompletionCandidate> {
    preset::all().iter().map(|preset| candidate(&preset.name, labels::preset(&preset.name))).collect()
}

/// The presets, and files and folders.
pub(super) fn presets_and_paths(current: &OsStr) -> Vec<CompletionCandidate> {
    let paths = PathCompleter::any().complete(current);
    beginning_with(current, presets()).chain(paths).collect()
}

/// The questions, as `downtime=`, and after `=` the answers.
pub(super) fn answers(current: &OsStr) -> Vec<CompletionCandidate> {
    let text = current.to_string_lossy();
    let answered = text.split_once('=').and_then(|(name, answer)| Some((Question::find(name)?, answer)));
    let all = match answered {
        None => QUESTIONS.iter().map(|question| candidate(format!("{}=", question.name), question.text)).collect(),
        Some((question, answer)) => replies(question, answer),
    };
    beginning_with(current, all).collect()
}

/// The assumptions of the cost, as `requests=`.
pub(super) fn assumptions() -> Vec<CompletionCandidate> {
    Assumption::ALL.map(|assumption| candidate(format!("{}=", assumption.name()), assumption.title())).into()
}

/// The assumptions of sizing, as `requests_per_vcpu=`.
pub(super) fn sizing() -> Vec<CompletionCandidate> {
    SizingAssumption::ALL.map(|assumption| candidate(format!("{}=", assumption.name()), assumption.title())).into()
}

/// What a proposal can be for.
pub(super) fn goals() -> Vec<CompletionCandidate> {
    Goal::ALL.map(|goal| candidate(goal.name(), goal.title())).into()
}

/// What answers a question, behind what is given already where several go together.
fn replies(question: &Question, answer: &str) -> Vec<CompletionCandidate> {
    let (replies, given): (&[Reply], _) = match question.kind {
        Kind::One(replies) => (replies, ""),
        Kind::Several(replies) => (replies, answer.rfind(',').map_or("", |comma| &answer[..=comma])),
        Kind::Region | Kind::Number { .. } => (&[], ""),
    };
    let is_left = |reply: &&Reply| !given.split(',').any(|given| given == reply.name);
    let whole = |reply: &Reply| candidate(format!("{}={given}{}", question.name, reply.name), reply.text);
    replies.iter().filter(is_left).map(whole).collect()
}

fn candidate(value: impl Into<String>, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(value.into()).help(Some(help.to_owned().into()))
}

fn beginning_with(current: &OsStr, candidates: Vec<CompletionCandidate>) -> impl Iterator<Item = CompletionCandidate> {
    let current = current.to_string_lossy().into_owned();
    candidates.into_iter().filter(move |candidate| candidate.get_value().to_string_lossy().starts_with(&current))
}
