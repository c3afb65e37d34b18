//! Paths. Files themselves are not read: what a configuration's files hold depends on the machine.

use super::{Function, Kind, STRING, exactly, function, text};
use crate::Value;

pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            function::<LATER>("basename", &[STRING], Kind::String, |args| {
                let [path] = exactly(args)?;
                Ok(Value::string(match text(path)? {
                    "" => ".",
                    path => match path.trim_end_matches('/') {
                        "" => "/",
                        path => path.rsplit('/').next().unwrap_or(path),
                    },
                }))
            }),
            function::<LATER>("dirname", &[STRING], Kind::String, |args| {
                let [path] = exactly(args)?;
                let path = text(path)?;
                Ok(Value::string(clean(path.rfind('/').map_or("", |end| &path[..=end]))))
            }),
        ]
    }
}

/// The shortest path that leads to the same place, as Go's: <https://pkg.go.dev/path/filepath#Clean>.
fn clean(path: &str) -> String {
    let root = if path.starts_with('/') { "/" } else { "" };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => drop(steps.pop()),
            ".." if !root.is_empty() => {}
            step => steps.push(step),
        }
    }
    let steps = steps.join("/");
    if root.is_empty() && steps.is_empty() { ".".into() } else { format!("{root}{steps}") }
}
