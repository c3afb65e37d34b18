//! `openmercato-ecs`: what the page does, without a browser.

mod archive;
mod brought;
mod changes;
mod completion;
mod cost;
mod difference;
mod emission;
mod folder;
mod importing;
mod line_difference;
mod manual;
mod printed;
mod report;
mod scoping;
mod security;
mod source;
mod upgrade;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::engine::ArgValueCompleter;
use openmercato_ecs_core::topology::DrawingOptions;
use openmercato_ecs_core::{Deployment, Inputs, Module, schema, tfvars};
use printed::Printed;
use source::Source;
use std::path::PathBuf;
use std::process::ExitCode;

/// Configures OpenMercato on AWS ECS/Fargate: checks inputs as Terraform will, and writes the repository.
#[derive(Parser)]
#[command(name = "openmercato-ecs", version, after_help = after_help())]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: [&str; 11] = [
    "openmercato-ecs presets",
    "openmercato-ecs check --preset minimal-managed",
    "openmercato-ecs plan --inputs shop.tfvars --format json",
    "openmercato-ecs bundle --inputs shop.tfvars.json --out shop.zip",
    "openmercato-ecs cost --inputs shop.tfvars --assume requests=1..5 --format csv",
    "openmercato-ecs scope downtime=minutes existing=network,domain people=200",
    "openmercato-ecs policy apply --inputs shop.tfvars",
    "openmercato-ecs diff minimal-managed shop.tfvars",
    "openmercato-ecs diff --running shop.zip shop.tfvars --refuse replace",
    "openmercato-ecs import infra/ --take-proposals",
    "openmercato-ecs upgrade last-year.zip --out shop.zip",
];

/// Each exit status, and what it means, in lines of a terminal.
const EXIT_STATUS: [(u8, &[&str]); 3] = [
    (0, &["All is well."]),
    (
        FOUND,
        &[
            "The inputs have errors, nothing meets the answers, an archive is not what its link makes, a change is refused,",
            "an import or a link holds more than is read of it, or edited files would be overwritten or stay as they are.",
        ],
    ),
    (UNUSABLE, &["The arguments cannot be used, or a file cannot be read or written. Standard error says why."]),
];

/// Something in the inputs, the archive or the change is not as it should be.
const FOUND: u8 = 1;

/// The arguments cannot be used: there is no such preset or file.
const UNUSABLE: u8 = 2;

/// What stands below the list of commands.
fn after_help() -> String {
    let examples: String = EXAMPLES.iter().map(|example| format!("  {example}\n")).collect();
    let statuses: String =
        EXIT_STATUS.iter().map(|(status, meaning)| format!("  {status}  {}\n", meaning.join("\n     "))).collect();
    format!("Examples:\n{examples}\nExit status:\n{statuses}")
}

#[derive(Subcommand)]
enum Command {
    /// Say what is wrong with the inputs, and what could be better.
    Check(Evaluated),
    /// Show the resources that Terraform will create, with all that the module sets.
    Plan(Evaluated),
    /// Show the environment of each container, with the layer that each variable comes from.
    Env(Evaluated),
    /// Estimate what a deployment costs a month, as a range, with what that rests on.
    Cost(cost::Cost),
    /// Go from what a customer needs to deployments that are worth comparing.
    ///
    /// These are the cheapest that meets all answers, and what more money buys. Where nothing meets them, the exit status
    /// is 1, and it says which answer to relax.
    Scope(scoping::Arguments),
    /// Say which single changes would make a deployment cheaper, safer or simpler, with what is gained and lost.
    Improve(scoping::Improve),
    /// Print one page for a meeting: choices, resources, cost, what must be brought, what is open.
    Brief {
        #[command(flatten)]
        source: Source,
        /// As Markdown or as JSON.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Print the least policy of IAM for who plans or applies, or the permissions boundary of the roles that are made.
    Policy(security::Arguments),
    /// Say what a deployment takes of the account's quotas, beside what AWS gives by default.
    Quotas(Evaluated),
    /// Draw the topology.
    Topology {
        #[command(flatten)]
        source: Source,
        /// As a picture, as text for Mermaid, or as the parts of the picture in JSON.
        #[arg(long, value_enum, default_value_t = Picture::Svg)]
        format: Picture,
    },
    /// Write the repository into a folder.
    ///
    /// Over an older one, files that are yours stay as they are. Where other files were edited since, nothing is written:
    /// they are named, with the difference, and the exit status is 1.
    Emit {
        #[command(flatten)]
        evaluated: Evaluated,
        /// The folder; it is made where it is missing.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Overwrite files that were edited, too.
        #[arg(long)]
        force: bool,
    },
    /// Write the repository as a zip, and print its SHA-256.
    Bundle {
        #[command(flatten)]
        evaluated: Evaluated,
        /// The zip file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Bring an older archive, or the folder that one was written into, to this version.
    ///
    /// It says what is new, which files were edited and what Terraform will do, and writes it. Edited files stay as they
    /// are; then the exit status is 1.
    Upgrade(upgrade::Arguments),
    /// Say whether an archive, or a folder that has one, is what its own link makes.
    ///
    /// Files that differ are named. What you put into files that are yours is no fault.
    Verify {
        /// The zip file, or the folder.
        archive: PathBuf,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Make a link of inputs, and inputs of a link.
    #[command(subcommand)]
    Link(Link),
    /// Print the inputs of what you have, as a file of variables.
    ///
    /// It reads a module call, files of variables, an archive, a link, a task definition, a project of Docker Compose, an
    /// environment file. Standard error names what is left out, with its line, and what calls of well-known modules could
    /// be. The exit status is 1 when something is left out, 2 when nothing can be read.
    Import(importing::Importing),
    /// Show which inputs and resources differ.
    Diff {
        /// A preset's name, a file of inputs, an archive or a link.
        #[arg(add = ArgValueCompleter::new(completion::presets_and_paths))]
        from: String,
        /// A preset's name, a file of inputs, an archive or a link.
        #[arg(add = ArgValueCompleter::new(completion::presets_and_paths))]
        to: String,
        /// Show what Terraform would do to a deployment that runs with the first inputs; that of an archive runs by the
        /// module in the archive.
        #[arg(long)]
        running: bool,
        /// Exit with 1 where Terraform would do this.
        #[arg(long, value_enum, value_name = "ACTION", requires = "running")]
        refuse: Vec<Refused>,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Print the JSON Schema of a .tfvars.json, for editors.
    Schema,
    /// List the presets, with what each is for.
    Presets {
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Print a script by which a shell completes commands, options, presets, questions and answers.
    ///
    /// For bash, add `eval "$(openmercato-ecs completions bash)"` to ~/.bashrc. The README has the line of each shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual's page, or write a page for each command.
    Man(manual::Arguments),
}

#[derive(Subcommand)]
enum Link {
    /// Print the fragment of a link that carries the inputs.
    Encode(Source),
    /// Print the inputs that a link carries, as a file of variables.
    Decode {
        /// The link, or its fragment.
        link: String,
        /// As .tfvars or as .tfvars.json.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

/// Inputs to be evaluated, and how to print what follows.
#[derive(clap::Args)]
struct Evaluated {
    #[command(flatten)]
    source: Source,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// What a pipeline can refuse.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Refused {
    /// A resource is replaced by another one.
    Replace,
    /// A resource is destroyed, and nothing takes its place.
    Destroy,
}

#[derive(Clone, Copy, ValueEnum)]
enum Picture {
    Svg,
    Mermaid,
    Json,
}

/// Runs the command: exit status 1 when the inputs have errors, 2 when the arguments cannot be used.
fn main() -> ExitCode {
    completion::answer();
    match output(Cli::parse().command).and_then(|(printed, is_well)| printed.print().map(|()| is_well)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FOUND),
        Err(message) => {
            printed::say(&format!("error: {message}"));
            ExitCode::from(UNUSABLE)
        }
    }
}

/// What the command prints, and whether all is well.
fn output(command: Command) -> Result<(Printed, bool), String> {
    let module = Module::embedded();
    match command {
        Command::Check(of) => evaluated(&of.source, |deployment| Ok(report::check(&deployment.evaluation, of.format))),
        Command::Plan(of) => evaluated(&of.source, |deployment| Ok(report::plan(&deployment.evaluation, of.format))),
        Command::Env(of) => {
            evaluated(&of.source, |deployment| Ok(report::environment(&deployment.evaluation, of.format)))
        }
        Command::Cost(of) => {
            let read = of.source.read()?;
            let assumptions = of.assumptions(read.assumptions)?;
            let deployment = Deployment::assuming(module, &read.inputs, &assumptions);
            let is_well = read.dropped.is_empty() && deployment.evaluation.errors().next().is_none();
            Ok((of.printed(&deployment, &assumptions), is_well))
        }
        Command::Scope(arguments) => scoping::printed(&arguments),
        Command::Improve(arguments) => scoping::improved(&arguments),
        Command::Brief { source, format } => evaluated(&source, |deployment| Ok(report::brief(deployment, format))),
        Command::Policy(arguments) => {
            evaluated(&arguments.source, |deployment| arguments.printed(&deployment.policy()))
        }
        Command::Quotas(of) => evaluated(&of.source, |deployment| Ok(security::quotas(deployment, &of))),
        Command::Topology { source, format } => evaluated(&source, |deployment| {
            let topology = deployment.topology();
            Ok(match format {
                Picture::Svg => Printed::File(topology.layout(DrawingOptions::default()).to_svg()),
                Picture::Mermaid => Printed::File(topology.to_mermaid()),
                Picture::Json => Printed::json(&topology.to_json()),
            })
        }),
        Command::Emit { evaluated: of, out, force } => {
            let mut is_written = false;
            let (printed, is_well) = evaluated(&of.source, |deployment| {
                let (printed, is_done) = emission::emit(deployment, &out, force, of.format)?;
                is_written = is_done;
                Ok(printed)
            })?;
            Ok((printed, is_written && is_well))
        }
        Command::Bundle { evaluated: of, out } => {
            evaluated(&of.source, |deployment| archive::bundle(deployment, of.format, &out))
        }
        Command::Upgrade(arguments) => upgrade::upgrade(&arguments),
        Command::Verify { archive, format } => archive::verify(&archive, format),
        Command::Link(Link::Encode(source)) => {
            let (deployment, is_whole) = source.deployment()?;
            Ok((Printed::line(format!("#{}", deployment.link())), is_whole))
        }
        Command::Link(Link::Decode { link, format }) => {
            let read = source::linked(&link)?;
            Ok((variables(&read.inputs, format), read.dropped.is_empty()))
        }
        Command::Import(importing) => importing.printed(),
        Command::Diff { from, to, running: true, refuse, format } => {
            changes::printed(&source::running(&from)?, &source::preset_or_file(&to)?, &refuse, format)
        }
        Command::Diff { from, to, format, .. } => {
            let (from, to) = (source::preset_or_file(&from)?, source::preset_or_file(&to)?);
            Ok((difference::printed(&from, &to, format), true))
        }
        Command::Schema => Ok((Printed::json(&schema::of(module)), true)),
        Command::Presets { format } => Ok((report::presets(format), true)),
        Command::Completions { shell } => Ok((completion::script(shell)?, true)),
        Command::Man(arguments) => Ok((arguments.printed()?, true)),
    }
}

/// Evaluates the inputs. All is well when they have no error, and a link holds nothing else than them.
fn evaluated(
    source: &Source,
    print: impl FnOnce(&Deployment) -> Result<Printed, String>,
) -> Result<(Printed, bool), String> {
    let (deployment, is_whole) = source.deployment()?;
    Ok((print(&deployment)?, is_whole && deployment.evaluation.errors().next().is_none()))
}

/// A file of variables, without what the module does not know and without secrets.
fn variables(inputs: &Inputs, format: Format) -> Printed {
    let (inputs, left_out) = openmercato_ecs_core::admission::admit(Module::embedded(), inputs);
    left_out.iter().for_each(|left_out| printed::say(&format!("note: {}", left_out.text)));
    match format {
        Format::Text => Printed::File(tfvars::write(Module::embedded(), &inputs)),
        Format::Json => Printed::json(&inputs.to_json()),
    }
}
