//! temporary
use monps_adapters::component::build::component;
#[test]
fn a_bless() {
    let Ok(dir) = std::env::var("MODULES") else { return };
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for id in ["csv-feed", "json-api", "misbehaving"] {
        let module = std::fs::read(format!("{dir}/{}.wasm", id.replace('-', "_"))).unwrap();
        let manifest = std::fs::read_to_string(root.join(format!("../plugins/examples/{id}/plugin.toml"))).unwrap();
        let bytes = component(&module, &manifest).unwrap();
        std::fs::write(root.join(format!("testdata/components/v1/{id}.wasm")), bytes).unwrap();
    }
}
