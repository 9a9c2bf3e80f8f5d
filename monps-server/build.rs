//! Builds the program again when the dashboard was built again: the pages are embedded.

fn main() {
    println!("cargo:rerun-if-changed=dashboard/dist");
}
