//! The page as one file, to be opened from disk, sent by mail, or kept on a stick.

use super::{DOCUMENT, PACKAGE, START_SINGLE, Site, admission, compressed, without_imports};
use anyhow::{Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The document with its style, its scripts and the program inside. A browser refuses a module's file and a service
/// worker from disk, so scripts stand in the document, and its policy admits them by their hashes alone.
pub(super) fn of(parts: &Site) -> Result<String> {
    let styles = [parts.text("style.css")?, parts.text(&format!("{PACKAGE}/later.css"))?];
    let style = styles.concat().replace("</style", "<\\/style");
    let glue = glue(parts.text(&format!("{PACKAGE}/openmercato_ecs_app.js"))?)?;
    let start = parts.joined(&START_SINGLE)?;
    // Within a string or a comment, where alone it can stand, the escape means the same.
    let script = format!("const keepOffline = () => {{}};\n{glue}{start}").replace("</script", "<\\/script");
    let packed =
        |name: &str| anyhow::Ok(STANDARD.encode(compressed::gzip(parts.bytes(&format!("{PACKAGE}/{name}"))?)?));
    let programs =
        [("program", packed("openmercato_ecs_app_bg.wasm")?), ("later", packed("openmercato_ecs_app_later.wasm")?)];
    let icon = STANDARD.encode(parts.bytes("icon.svg")?);

    let mut document = String::new();
    for line in parts.text(DOCUMENT)?.lines() {
        let place = line.trim();
        if place.starts_with("<link rel=\"stylesheet\"") {
            document += &format!("<style>{style}</style>\n");
        } else if place.starts_with("<link rel=\"icon\"") {
            document += &format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n");
        } else if place.starts_with("<script type=\"module\" src=\"start.js\"") {
            // Each part of the program is a block of data: no browser runs it, and no policy is asked about it.
            for (id, program) in &programs {
                document += &format!("<script type=\"text/plain\" id=\"{id}\">{program}</script>\n");
            }
            document += &format!("<script type=\"module\">{script}</script>\n");
        } else if place.starts_with("<meta http-equiv=\"Content-Security-Policy\"") {
            document += &format!("{}\n", policy(place, &style, &script)?);
        } else if !place.starts_with("<link rel=") {
            document += line;
            document.push('\n');
        }
    }
    Ok(document)
}

/// The program's JavaScript, with what it imports in the place of the import.
fn glue(module: &str) -> Result<String> {
    let mut glue = without_imports(module);
    for line in module.lines() {
        let Some(import) = line.strip_prefix("import * as ") else { continue };
        let Some((name, "\"./later.js\"")) = import.trim_end_matches(';').split_once(" from ") else {
            bail!("the program imports more than later.js: {line}");
        };
        glue.insert_str(0, &format!("const {name} = {{ __wasm_split_load_later }};\n"));
    }
    Ok(glue)
}

/// The document's policy with hashes in the place of `'self'`.
fn policy(meta: &str, style: &str, script: &str) -> Result<String> {
    let mut meta = meta.to_owned();
    for (directive, content) in [("script-src", script), ("style-src", style)] {
        let own = format!("{directive} 'self'");
        if !meta.contains(&own) {
            bail!("the policy of {DOCUMENT} has no {own}");
        }
        meta = meta.replace(&own, &format!("{directive} {}", admission(content)));
    }
    // What the single file needs is in it.
    for directive in ["img-src", "connect-src", "manifest-src", "worker-src"] {
        meta = meta.replace(&format!("{directive} 'self'"), &format!("{directive} 'none'"));
    }
    Ok(meta.replace("'none' data:", "data:"))
}
