//! The types of the contract, made from the WIT of `wit/`.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::allow_attributes_without_reason,
    reason = "made by a macro; the WIT holds the words"
)]

wit_bindgen::generate!({
    world: "source",
    path: "wit",
    pub_export_macro: true,
    export_macro_name: "export_source",
    default_bindings_module: "monps_plugin::bindings",
    additional_derives: [PartialEq],
});
