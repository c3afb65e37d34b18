//! That an archive is judged by what it holds.

use std::io::{Cursor, Write as _};

use openmercato_ecs_tests::archive::{Archive, TOP};
use openmercato_ecs_tests::terraform::{Result, Terraform, TerraformError};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ROOT: &str = "infra/terraform/deployments/shop";
const FINE: &str = "resource \"terraform_data\" \"this\" {\n  count = 2\n}\n";

fn archive(files: &[(&str, &str)]) -> Archive {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        zip.start_file(format!("{TOP}/{path}"), SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    Archive::unpack(zip.finish().expect("a zip").get_ref()).expect("unpacks")
}

fn judged(main: &str) -> Result<Vec<String>> {
    let archive = archive(&[(&format!("{ROOT}/main.tf"), main)]);
    assert_eq!(archive.roots(), [ROOT]);
    let mut verdicts = archive.judge_all(&Terraform::find()?, &archive.roots())?;
    Ok(verdicts.remove(ROOT).expect("a verdict").addresses)
}

#[test]
fn accepted_root_gives_its_addresses() -> Result<()> {
    assert_eq!(judged(FINE)?, ["terraform_data.this[0]", "terraform_data.this[1]"]);
    Ok(())
}

#[test]
fn unformatted_file_is_refused() {
    let error = judged(&FINE.replace("  count", "count")).expect_err("unformatted");
    assert!(error.to_string().contains("deployments/shop/main.tf"), "{error}");
}

#[test]
fn invalid_root_is_refused_with_terraforms_words() {
    let error = judged(&FINE.replace('2', "var.two")).expect_err("invalid");
    assert!(matches!(error, TerraformError::Refused { command: "validate", .. }), "{error}");
    assert_eq!(error.diagnostics()[0].summary, "Reference to undeclared input variable");
}

#[test]
fn name_that_leads_out_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("../out.txt", SimpleFileOptions::default()).expect("a file");
    let bytes = zip.finish().expect("a zip").into_inner();
    assert!(Archive::unpack(&bytes).is_err());
}
