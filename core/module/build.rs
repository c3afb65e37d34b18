//! Has the crate built anew when a file of the module's repository is added, changed or removed.

fn main() {
    println!("cargo:rerun-if-changed=../../module-templates");
}
