//! The page as a static host serves it: files by their path.

mod compressed;
mod hashed;
mod single_file;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use walkdir::WalkDir;

/// The document that a host serves for the folder.
const DOCUMENT: &str = "index.html";
/// The one file that holds the whole page.
pub(crate) const SINGLE_FILE: &str = "openmercato-ecs.html";
/// The service worker, whose name must stay.
const SERVICE_WORKER: &str = "sw.js";
/// What an operator puts in the place of the service worker to withdraw it: no part of the page, so no worker keeps it.
const WITHDRAWAL: &str = "sw-withdraw.js";
/// Whom the operator trusts: theirs to edit, so no worker keeps it.
const EMBEDDERS: &str = "embed.json";
/// The element for other pages.
const EMBED: &str = "embed.js";
/// The folder of the program.
const PACKAGE: &str = "pkg";

/// The program's JavaScript in it.
const PROGRAM: &str = "openmercato_ecs_app.js";

/// The modules that start the page, in the order in which they are joined.
const START: [&str; 3] = ["start/load.js", "start/offline.js", "start/start.js"];
/// The modules that add the second part of the program.
const LATER: [&str; 2] = ["start/part.js", "start/later.js"];
/// The modules that start the page from the single file, where nothing can be fetched.
const START_SINGLE: [&str; 4] = ["start/part-single.js", "start/later.js", "start/load-single.js", "start/start.js"];

/// The modules of the element, which documents load as a script.
const ELEMENT: [&str; 2] = ["embed/element.js", "embed/script.js"];

/// Files by their path, with `/` between its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// All files of a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut site = Self::default();
        for entry in WalkDir::new(folder) {
            let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.path().strip_prefix(folder)?;
            let path: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let bytes = fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
            site.files.insert(path.join("/"), bytes);
        }
        Ok(site)
    }

    /// Writes every file below the folder.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        for (path, bytes) in &self.files {
            let path = folder.join(path);
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
            fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }

    /// What a host gets: few files, each under a name that holds its hash, what a service worker keeps, the page as a
    /// single file, and all of it compressed besides.
    ///
    /// `public` is the folder of that name; `package` is the program.
    pub(crate) fn of(public: Self, package: Self) -> Result<Self> {
        let mut parts = public;
        parts.files.extend(package.below(PACKAGE).files);
        parts.join_styles()?;
        parts.put_scripts_inline()?;
        let withdrawal = parts.take(WITHDRAWAL)?;
        let embedders = parts.take(EMBEDDERS)?;
        let single = single_file::of(&parts)?;
        parts.minify_glue()?;

        let start = parts.joined(&START)?;
        let later = format!("{}export {{ firstPart, __wasm_split_load_later }};\n", parts.joined(&LATER)?);
        // Within a function, so that nothing of it is seen outside, however often it is loaded.
        let element = format!("(() => {{\n{}}})();\n", parts.joined(&ELEMENT)?);
        parts.files.retain(|path, _| !path.starts_with("start/") && !path.starts_with("embed/"));
        parts.insert("start.js", start);
        parts.insert(EMBED, element);
        parts.insert(&format!("{PACKAGE}/later.js"), later);
        let mut site = hashed::of(&parts)?;
        site.insert(SINGLE_FILE, single);
        site.insert(WITHDRAWAL, withdrawal);
        site.insert(EMBEDDERS, embedders);
        compressed::add_to(&mut site)?;
        Ok(site)
    }

    /// The same files in a folder.
    pub(crate) fn below(self, folder: &str) -> Self {
        let files = self.files.into_iter();
        Self { files: files.map(|(path, bytes)| (format!("{folder}/{path}"), bytes)).collect() }
    }

    /// Puts a file at the path.
    pub(crate) fn insert(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), bytes.into());
    }

    fn take(&mut self, path: &str) -> Result<Vec<u8>> {
        self.files.remove(path).with_context(|| format!("the page lacks {path}"))
    }

    fn bytes(&self, path: &str) -> Result<&[u8]> {
        self.files.get(path).map(Vec::as_slice).with_context(|| format!("the page lacks {path}"))
    }

    fn text(&self, path: &str) -> Result<&str> {
        std::str::from_utf8(self.bytes(path)?).with_context(|| format!("{path} is no text in UTF-8"))
    }

    /// The modules as one: what one of them exports, those after it can name.
    fn joined(&self, modules: &[&str]) -> Result<String> {
        let mut joined = String::new();
        for path in modules {
            joined += &without_imports(self.text(path)?);
        }
        Ok(joined)
    }

    /// Puts one style sheet in the place of those that the document names, in their order, and another one, which comes
    /// with the second part of the program, in the place of those that are marked so.
    fn join_styles(&mut self) -> Result<()> {
        const FIRST: &str = "<link rel=\"stylesheet\" href=\"";
        const LATER: &str = "<link rel=\"stylesheet\" data-part=\"later\" href=\"";
        let document = self.text(DOCUMENT)?.to_owned();
        let (mut kept, mut style, mut later) = (String::new(), String::new(), String::new());
        for line in document.lines() {
            let path = |before| line.trim().strip_prefix(before).and_then(|rest: &str| rest.split('"').next());
            if let Some(path) = path(FIRST) {
                if style.is_empty() {
                    kept += &format!("    {FIRST}style.css\">\n");
                }
                style += self.text(path)?;
                self.files.remove(path);
            } else if let Some(path) = path(LATER) {
                later += self.text(path)?;
                self.files.remove(path);
            } else {
                kept += line;
                kept.push('\n');
            }
        }
        if style.is_empty() {
            bail!("{DOCUMENT} names no style sheet");
        }
        self.insert(DOCUMENT, kept);
        self.insert("style.css", minified_style(&style)?);
        self.insert(&format!("{PACKAGE}/later.css"), minified_style(&later)?);
        Ok(())
    }

    /// Takes comments and blanks out of the program's JavaScript, which wasm-bindgen writes for readers.
    fn minify_glue(&mut self) -> Result<()> {
        let path = format!("{PACKAGE}/{PROGRAM}");
        // A line's end is all that ends wasm-bindgen's import.
        let glue = self.text(&path)?.replacen("later.js\"\n", "later.js\";\n", 1);
        let minified = minifier::js::minify(&glue).map_err(|error| anyhow!("{path} cannot be minified: {error}"))?;
        self.insert(&path, minified.to_string());
        Ok(())
    }

    /// Puts the scripts that the document marks so into the document, and their hashes into its policy: what has to
    /// run before the first paint cannot wait for a file.
    fn put_scripts_inline(&mut self) -> Result<()> {
        const INLINE: &str = "<script data-part=\"inline\" src=\"";
        const OWN: &str = "script-src 'self'";
        let document = self.text(DOCUMENT)?.to_owned();
        let (mut kept, mut admissions) = (String::new(), String::new());
        for line in document.lines() {
            let Some(path) = line.trim().strip_prefix(INLINE).and_then(|rest| rest.split('"').next()) else {
                kept += line;
                kept.push('\n');
                continue;
            };
            let lines = self.text(path)?.lines().filter(|line| !line.trim_start().starts_with("//"));
            let script = lines.collect::<Vec<_>>().join("\n");
            admissions += &format!(" {}", admission(&script));
            kept += &format!("    <script>{script}</script>\n");
        }
        if !kept.contains(OWN) {
            bail!("the policy of {DOCUMENT} has no {OWN}");
        }
        self.insert(DOCUMENT, kept.replacen(OWN, &format!("{OWN}{admissions}"), 1));
        Ok(())
    }
}

/// What admits a script or a style to the document by its content.
fn admission(content: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content.as_bytes())))
}

/// A module without its imports, and without `export` before what it declares.
fn without_imports(module: &str) -> String {
    let mut text = String::new();
    for line in module.lines() {
        if line.starts_with("import ") || line.starts_with("export {") {
            continue;
        }
        text += line.strip_prefix("export ").unwrap_or(line);
        text.push('\n');
    }
    text
}

/// SHA-256 as hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A style sheet without comments and blanks.
fn minified_style(style: &str) -> Result<String> {
    let minified = minifier::css::minify(style).map_err(|error| anyhow!("the styles cannot be minified: {error}"))?;
    Ok(minified.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn sample() -> (Site, Site) {
        let mut public = Site::default();
        let document = concat!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'wasm-unsafe-eval'; style-src 'self'\">\n",
            "    <script data-part=\"inline\" src=\"start/theme.js\"></script>\n",
            "<link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">\n",
            "<link rel=\"manifest\" href=\"manifest.webmanifest\">\n",
            "    <link rel=\"stylesheet\" href=\"style/a.css\">\n",
            "    <link rel=\"stylesheet\" href=\"style/b.css\">\n",
            "    <link rel=\"stylesheet\" data-part=\"later\" href=\"style/c.css\">\n",
            "<script type=\"module\" src=\"start.js\"></script>\n<body>\n</body>\n",
        );
        public.insert(DOCUMENT, document);
        public.insert("style/a.css", "a { color: red }\n");
        public.insert("style/b.css", "b { color: blue }\n");
        public.insert("style/c.css", "i{color:lime}");
        public.insert("icon.svg", "<svg/>");
        public.insert("manifest.webmanifest", "{ \"src\": \"icon.svg\" }");
        public.insert("sw.js", "answer(FILES, VERSION);\n");
        public.insert(WITHDRAWAL, "withdraw();\n");
        public.insert(EMBEDDERS, "{ \"origins\": [] }\n");
        public.insert("embed/element.js", "export function defineElement(folder) { folder(); }\n");
        public.insert("embed/script.js", "import { defineElement } from './element.js';\ndefineElement(here);\n");
        public.insert("start/theme.js", "// Why.\ntry {\n  // What.\n  colour();\n} catch {}\n");
        public.insert("start/load.js", "export function load() { import('./pkg/openmercato_ecs_app.js'); }\n");
        public.insert("start/load-single.js", "export function load() { initSync(); }\n");
        public.insert(
            "start/part.js",
            "export function instantiatePart() { f('./later.css', './openmercato_ecs_app_later.wasm'); }\n",
        );
        public.insert("start/part-single.js", "export function instantiatePart() {}\n");
        public.insert("start/later.js", "export function firstPart() {}\n");
        public.insert("start/offline.js", "export function keepOffline() {}\n");
        public.insert("start/start.js", "import { load } from './load.js';\nload();\n");
        let mut package = Site::default();
        let glue =
            "import * as import1 from \"./later.js\"\nfunction initSync() { x = '</script>'; }\nexport { initSync };\n";
        package.insert("openmercato_ecs_app.js", glue);
        package.insert("openmercato_ecs_app_later.wasm", "\0asm, later");
        package.insert("openmercato_ecs_app_bg.wasm", "\0asm");
        (public, package)
    }

    fn built() -> Site {
        let (public, package) = sample();
        Site::of(public, package).expect("builds")
    }

    fn named<'s>(site: &'s Site, start: &str, end: &str) -> &'s str {
        let mut fitting = site.files.keys().filter(|path| path.starts_with(start) && path.ends_with(end));
        let path = fitting.next().expect("is there");
        assert_eq!(fitting.next(), None, "one {start}…{end}");
        path
    }

    #[test]
    fn every_name_but_those_that_must_stay_holds_a_hash() {
        let site = built();
        let document = site.text(DOCUMENT).expect("a document");
        let style = named(&site, "style.", ".css");
        assert!(document.contains(&format!("href=\"{style}\"")), "{document}");
        assert!(document.contains(named(&site, "start.", ".js")));
        assert_eq!(site.text(style).expect("a text"), "a{color:red}b{color:blue}");
        let start = site.text(named(&site, "start.", ".js")).expect("a text");
        assert!(start.contains(named(&site, "pkg/openmercato_ecs_app.", ".js")), "{start}");
        assert!(!start.contains("import {"));
        let later = site.text(named(&site, "pkg/later.", ".js")).expect("a text");
        let style = named(&site, "pkg/later.", ".css");
        assert!(later.contains(style.trim_start_matches("pkg/")), "{later}");
        assert_eq!(site.text(style).expect("a text"), "i{color:lime}");
        let icon = named(&site, "icon.", ".svg");
        assert!(site.text(named(&site, "manifest.", ".webmanifest")).expect("a text").contains(icon));
    }

    #[test]
    fn a_change_of_one_file_changes_the_names_of_those_that_lead_to_it() {
        let (public, mut package) = sample();
        package.insert("openmercato_ecs_app_bg.wasm", "\0asm, changed");
        package.insert("openmercato_ecs_app.js", "f('openmercato_ecs_app_bg.wasm');\nexport { initSync };\n");
        let one = Site::of(public.clone(), package.clone()).expect("builds");
        package.insert("openmercato_ecs_app_bg.wasm", "\0asm, changed again");
        let other = Site::of(public, package).expect("builds");
        for (start, end) in
            [("start.", ".js"), ("pkg/openmercato_ecs_app.", ".js"), ("pkg/openmercato_ecs_app_bg.", ".wasm")]
        {
            assert_ne!(named(&one, start, end), named(&other, start, end));
        }
        assert_eq!(named(&one, "style.", ".css"), named(&other, "style.", ".css"));
    }

    #[test]
    fn the_service_worker_knows_every_file_by_its_hash() {
        let site = built();
        let worker = site.text(SERVICE_WORKER).expect("a worker");
        for path in [DOCUMENT, named(&site, "pkg/openmercato_ecs_app_bg.", ".wasm")] {
            let entry = format!("\"{path}\": \"{}\"", sha256(site.bytes(path).expect("is there")));
            assert!(worker.contains(&entry), "{worker}");
        }
        assert!(!worker.contains(SINGLE_FILE) && !worker.contains(WITHDRAWAL) && !worker.contains(".br\""));
        assert!(worker.ends_with("answer(FILES, VERSION);\n"));
        assert_eq!(site.text(WITHDRAWAL).expect("its withdrawal"), "withdraw();\n");
    }

    #[test]
    fn the_element_is_one_script_that_may_be_loaded_twice_and_no_worker_keeps_whom_the_operator_trusts() {
        let site = built();
        let element = "(() => {\nfunction defineElement(folder) { folder(); }\ndefineElement(here);\n})();\n";
        assert_eq!(site.text(EMBED).expect("the element"), element);
        assert!(site.files.keys().all(|path| !path.starts_with("embed/")));
        assert_eq!(site.text(EMBEDDERS).expect("the origins"), "{ \"origins\": [] }\n");
        assert!(!site.text(SERVICE_WORKER).expect("a worker").contains(EMBEDDERS));
    }

    #[test]
    fn nothing_packed_lies_beside_the_service_worker_to_be_served_after_it_was_replaced() {
        let (mut public, package) = sample();
        public.insert(SERVICE_WORKER, "answer(FILES, VERSION);\n".repeat(100));
        let site = Site::of(public, package).expect("builds");
        let beside = site.files.keys().filter(|path| path.starts_with("sw."));
        assert_eq!(beside.collect::<Vec<_>>(), [SERVICE_WORKER]);
    }

    #[test]
    fn a_script_before_the_first_paint_is_in_the_document_and_admitted_by_its_hash() {
        let site = built();
        let script = "try {\n  colour();\n} catch {}";
        for path in [DOCUMENT, SINGLE_FILE] {
            let document = site.text(path).expect("a document");
            assert!(document.contains(&format!("<script>{script}</script>")), "{document}");
            assert!(document.contains(&admission(script)), "{document}");
        }
        assert!(site.text(DOCUMENT).expect("a document").contains("script-src 'self' 'sha256-"));
    }

    #[test]
    fn the_single_file_names_no_other_and_admits_its_own_scripts_alone() {
        let single = built();
        let single = single.text(SINGLE_FILE).expect("a text");
        assert!(["red", "blue", "lime"].iter().all(|color| single.contains(color)), "{single}");
        assert!(!single.contains("src=") && !single.contains("href=\"style"), "{single}");
        assert!(!single.contains("manifest") && !single.contains("'self'"), "{single}");
        assert!(single.contains(r"x = '<\/script>'"), "{single}");
        assert!(single.contains("sha256-"));
    }

    #[test]
    fn a_page_that_lacks_a_part_is_an_error_that_names_it() {
        let (mut public, package) = sample();
        public.files.remove("style/b.css");
        let error = Site::of(public, package).expect_err("lacks a style");
        assert!(error.to_string().contains("style/b.css"), "{error}");
    }
}
