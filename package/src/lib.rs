//! Core for the npm package: what its JavaScript calls, JSON in and out.
//!
//! With the feature `small` the build cuts the program in two: what `later::parts` alone reaches goes into a file of its
//! own, which is loaded when somebody wants an archive or an import.

mod asked;
mod later;

use asked::Asked;
use later::Later;
use openmercato_ecs_core::import::{Note, SourceFile};
use openmercato_ecs_core::topology::{DrawingOptions, Orientation};
use openmercato_ecs_core::{Changes, Deployment, Evaluation, Inputs, Module, schema};
use serde_json::{Value as Json, json};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// What goes wrong in the arguments of a call, as an `Error` that says so.
type Answer<T = String> = Result<T, JsError>;

/// Readies the program.
#[wasm_bindgen(start)]
pub fn start() {
    openmercato_ecs_javascript::stand_in();
}

/// What is wrong with inputs and what could be better, as [`Evaluation::check_json`] has it.
///
/// # Errors
/// The inputs are no JSON object; so with all that follows.
#[wasm_bindgen]
pub fn check(inputs: &str) -> Answer {
    Ok(asked::inputs("inputs", inputs)?.answer(|of| of.evaluation.check_json().to_string()))
}

/// The plan, as [`Evaluation::plan_json`] has it.
///
/// # Errors
/// As [`check`].
#[wasm_bindgen]
pub fn plan(inputs: &str) -> Answer {
    Ok(asked::inputs("inputs", inputs)?.answer(|of| of.evaluation.plan_json().to_string()))
}

/// What Terraform would do to a deployment that runs with the inputs of `from` when they become those of `to`, as
/// [`Changes::to_json`] has it; where one of the two has errors, what [`check`] says of it.
///
/// # Errors
/// As [`check`].
#[wasm_bindgen]
pub fn changes(from: &str, to: &str) -> Answer {
    let evaluated = |name, json| Answer::Ok(asked::inputs(name, json)?.answer(|of| of.evaluation.clone()));
    let (from, to) = (evaluated("from", from)?, evaluated("to", to)?);
    let wrong = [&from, &to].into_iter().find(|evaluation| evaluation.errors().next().is_some());
    Ok(wrong.map_or_else(|| Changes::between(&from, &to).to_json(), Evaluation::check_json).to_string())
}

/// What each input comes to, as [`Evaluation::effective_json`] has it.
///
/// # Errors
/// As [`check`].
#[wasm_bindgen]
pub fn effective(inputs: &str) -> Answer {
    Ok(asked::inputs("inputs", inputs)?.answer(|of| of.evaluation.effective_json().to_string()))
}

/// What each container finds in its environment, as [`Evaluation::environment_json`] has it.
///
/// # Errors
/// As [`check`].
#[wasm_bindgen]
pub fn environment(inputs: &str) -> Answer {
    Ok(asked::inputs("inputs", inputs)?.answer(|of| of.evaluation.environment_json().to_string()))
}

/// What it costs a month, as [`Deployment::cost_json`] has it.
///
/// # Errors
/// As [`check`]; so with the assumptions, and with those that no estimate has.
#[wasm_bindgen]
pub fn cost(inputs: &str, assumptions: &str) -> Answer {
    let assumptions = asked::assumptions(assumptions)?;
    Ok(asked::inputs("inputs", inputs)?.answer_assuming(&assumptions, |of| of.cost_json().to_string()))
}

/// The picture as SVG. `orientation` is `landscape`, `portrait` or `stage`.
///
/// # Errors
/// As [`check`], or there is no such orientation.
#[wasm_bindgen(js_name = topologySvg)]
pub fn topology_svg(inputs: &str, orientation: &str) -> Answer {
    let orientation = match orientation {
        "landscape" => Orientation::Landscape,
        "portrait" => Orientation::Portrait,
        "stage" => Orientation::Stage,
        _ => {
            return Err(JsError::new(&format!(
                "orientation: {orientation:?} is none of landscape, portrait and stage."
            )));
        }
    };
    let options = DrawingOptions { orientation, ..DrawingOptions::default() };
    Ok(asked::inputs("inputs", inputs)?.answer(|of| of.topology().layout(options).to_svg()))
}

/// The picture as a flowchart of Mermaid's.
///
/// # Errors
/// As [`check`].
#[wasm_bindgen(js_name = topologyMermaid)]
pub fn topology_mermaid(inputs: &str) -> Answer {
    Ok(asked::inputs("inputs", inputs)?.answer(|of| of.topology().to_mermaid()))
}

/// What the picture is of, as `Topology::to_json` has it.
///
/// # Errors
/// As [`check`].
#[wasm_bindgen(js_name = topologyJson)]
pub fn topology_json(inputs: &str) -> Answer {
    Ok(asked::inputs("inputs", inputs)?.answer(|of| of.topology().to_json().to_string()))
}

/// The fragment of a link that carries the inputs, with `#`.
///
/// # Errors
/// As [`cost`].
#[wasm_bindgen]
pub fn link(inputs: &str, assumptions: &str) -> Answer {
    let assumptions = asked::assumptions(assumptions)?;
    Ok(asked::inputs("inputs", inputs)?.answer_assuming(&assumptions, |of| format!("#{}", of.link())))
}

/// The JSON Schema of the inputs.
#[wasm_bindgen]
pub fn schema() -> String {
    schema::of(Module::embedded()).to_string()
}

/// The name that is nearest to one that is not known, if one is near.
#[wasm_bindgen]
pub fn nearest(name: &str, known: Vec<String>) -> Option<String> {
    let near = openmercato_ecs_core::nearest(name, known.iter().map(String::as_str))?;
    let at = known.iter().position(|known| known == near)?;
    known.into_iter().nth(at)
}

/// Asks for the second part of the program. Gives whether it is there already.
#[wasm_bindgen(js_name = askForLater)]
pub fn ask_for_later() -> bool {
    later::begin()
}

/// Whether the second part of the program is there.
#[wasm_bindgen(js_name = hasLater)]
pub fn has_later() -> bool {
    later::is_there()
}

/// The archive's files by their paths.
///
/// # Errors
/// As [`cost`], or the second part is not there.
#[wasm_bindgen]
pub fn files(inputs: &str, assumptions: &str) -> Answer {
    let Later { files, .. } = later::get()?;
    let assumptions = asked::assumptions(assumptions)?;
    Ok(asked::inputs("inputs", inputs)?.answer_assuming(&assumptions, files))
}

/// The archive, a zip.
///
/// # Errors
/// As [`files`].
#[wasm_bindgen]
pub fn bundle(inputs: &str, assumptions: &str) -> Answer<Vec<u8>> {
    let Later { bundle, .. } = later::get()?;
    let assumptions = asked::assumptions(assumptions)?;
    Ok(asked::inputs("inputs", inputs)?.answer_assuming(&assumptions, bundle))
}

/// What somebody brings, collected to be read.
#[wasm_bindgen]
#[derive(Default)]
pub struct Brought(Vec<SourceFile>);

#[wasm_bindgen]
impl Brought {
    /// Nothing.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.0.push(SourceFile::new(name, bytes));
    }

    /// What is read of it, without secrets, as `Import::to_json` has it; with all that could be taken of well-known
    /// modules, where that is wanted.
    ///
    /// # Errors
    /// The second part of the program is not there.
    pub fn import(&self, takes_proposals: bool) -> Answer {
        let Later { import, .. } = later::get()?;
        Ok(import(&self.0, takes_proposals))
    }

    /// What the binary says of it, as JSON: `result`, of `check`, `plan` or `cost`; `is_refused`; `notes`, what became of
    /// what is not in the inputs as it stood there.
    ///
    /// # Errors
    /// There is no such command, nothing can be read, or the second part of the program is not there.
    pub fn report(&self, command: &str) -> Answer {
        let Later { read, .. } = later::get()?;
        let import = read(&self.0);
        if import.inputs == Inputs::new() && !import.notes.is_empty() {
            return Err(JsError::new("there are no inputs in it that can be read."));
        }
        let note = |note: &Note| match note.lines {
            None => note.text.clone(),
            Some(lines) => format!("{}: {}", import.place(lines), note.text),
        };
        let notes: Vec<_> = import.notes.iter().map(note).collect();
        let say: fn(&Deployment) -> Json = match command {
            "check" => |of| of.evaluation.check_json(),
            "plan" => |of| of.evaluation.plan_json(),
            "cost" => Deployment::cost_json,
            _ => return Err(JsError::new(&format!("{command:?} is none of check, plan and cost."))),
        };
        let is_refused = |of: &Deployment| of.evaluation.errors().next().is_some();
        let (result, is_refused) = Asked::from(import.inputs).answer(|of| (say(of), is_refused(of)));
        Ok(json!({ "result": result, "is_refused": is_refused, "notes": notes }).to_string())
    }
}
