//! `openmercato-ecs`: what the page does, without a browser.

mod report;

use clap::{Args, Parser, Subcommand, ValueEnum};
use openmercato_ecs_core::{Bundle, Evaluation, Inputs, Module, import, link, preset, topology::DrawingOptions};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Configures OpenMercato on AWS ECS/Fargate: checks inputs as Terraform will, and writes the repository.
#[derive(Parser)]
#[command(name = "openmercato-ecs", version, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  openmercato-ecs check --preset minimal-managed
  openmercato-ecs plan --inputs shop.tfvars --format json
  openmercato-ecs bundle --inputs shop.tfvars.json --out shop.zip";

#[derive(Subcommand)]
enum Command {
    /// Say what is wrong with the inputs, and what could be better.
    Check(Source),
    /// List the resources that Terraform will create.
    Plan(Source),
    /// Write the repository into a folder.
    Emit {
        #[command(flatten)]
        source: Source,
        /// The folder; it is made where it is missing.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Write the repository as a zip, and print its SHA-256.
    Bundle {
        #[command(flatten)]
        source: Source,
        /// The zip file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Draw the topology.
    Topology {
        #[command(flatten)]
        source: Source,
        /// As a picture, or as text for Mermaid.
        #[arg(long, value_enum, default_value_t = Picture::Svg)]
        picture: Picture,
    },
    /// Print the fragment of a link that carries the inputs.
    Link(Source),
}

/// Where the inputs come from, and how to print.
#[derive(Args)]
struct Source {
    /// A preset's name.
    #[arg(long, value_name = "NAME", required_unless_present = "inputs", conflicts_with = "inputs")]
    preset: Option<String>,
    /// A file of inputs: .tfvars, .tfvars.json, or .tf with a module call.
    #[arg(long, value_name = "FILE")]
    inputs: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Picture {
    Svg,
    Mermaid,
}

/// The arguments cannot be used: there is no such preset or file.
const UNUSABLE: u8 = 2;

/// Runs the command: exit status 1 when the inputs have errors, 2 when the arguments cannot be used.
pub(crate) fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check(source) => with(&source, report::check),
        Command::Plan(source) => with(&source, report::plan),
        Command::Emit { source, out } => with(&source, |evaluation, _| emit(evaluation, &out)),
        Command::Bundle { source, out } => with(&source, |evaluation, format| bundle(evaluation, format, &out)),
        Command::Topology { source, picture } => with(&source, |evaluation, _| {
            Ok(match picture {
                Picture::Svg => evaluation.topology.layout(DrawingOptions::default()).to_svg(),
                Picture::Mermaid => evaluation.topology.to_mermaid(),
            })
        }),
        Command::Link(source) => {
            with(&source, |evaluation, _| Ok(format!("#{}\n", link::encode(Module::embedded(), &evaluation.inputs))))
        }
    };
    result.unwrap_or_else(|message| {
        eprintln!("error: {message}");
        ExitCode::from(UNUSABLE)
    })
}

/// Evaluates the inputs, prints what `print` makes of them, and tells by the exit status whether they have errors.
fn with(
    source: &Source,
    print: impl FnOnce(&Evaluation, Format) -> Result<String, String>,
) -> Result<ExitCode, String> {
    let inputs = inputs(source)?;
    let evaluation = Evaluation::of(Module::embedded(), &inputs);
    let text = print(&evaluation, source.format)?;
    match io::stdout().write_all(text.as_bytes()) {
        // Whoever reads may have read enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(format!("cannot print: {error}")),
        _ => {}
    }
    Ok(if evaluation.errors().next().is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn inputs(source: &Source) -> Result<Inputs, String> {
    if let Some(name) = &source.preset {
        let names = || preset::all().iter().map(|preset| preset.name.as_str()).collect::<Vec<_>>().join(", ");
        let preset =
            preset::find(name).ok_or_else(|| format!("there is no preset {name:?}. There are: {}.", names()))?;
        return Ok(preset.inputs.clone());
    }
    let Some(path) = &source.inputs else {
        return Err("name a preset or a file of inputs.".into());
    };
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}.", path.display()))?;
    let read = import::read(&path.to_string_lossy(), &text);
    for note in &read.notes {
        eprintln!("note: {}:{}: {}", path.display(), note.line, note.text);
    }
    if read.inputs == Inputs::new() && !read.notes.is_empty() {
        return Err(format!("{} holds no inputs that can be read.", path.display()));
    }
    Ok(import::without_prefilled(Module::embedded(), &read.inputs))
}

fn emit(evaluation: &Evaluation, out: &Path) -> Result<String, String> {
    let failed = |path: &Path, error: io::Error| format!("cannot write {}: {error}.", path.display());
    for (name, text) in evaluation.files.iter() {
        let path = out.join(name);
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
        fs::write(&path, text).map_err(|error| failed(&path, error))?;
    }
    Ok(format!("{} files in {}; start in {}\n", evaluation.files.len(), out.display(), evaluation.deployment()))
}

fn bundle(evaluation: &Evaluation, format: Format, out: &Path) -> Result<String, String> {
    let bundle = Bundle::of(&evaluation.files);
    fs::write(out, &bundle.bytes).map_err(|error| format!("cannot write {}: {error}.", out.display()))?;
    Ok(match format {
        Format::Text => format!("{}  {}\n", bundle.sha256(), out.display()),
        Format::Json => format!("{}\n", serde_json::json!({ "sha256": bundle.sha256(), "bytes": bundle.bytes.len() })),
    })
}
