//! Has the package built anew when a file of the delivered repository is added, changed or removed.

fn main() {
    println!("cargo:rerun-if-changed=module-templates");
}
