//! The types of the contract as the host sees them, made from the WIT.

#![allow(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    clippy::missing_errors_doc,
    clippy::doc_markdown,
    reason = "made by a macro; the WIT holds the words"
)]

wasmtime::component::bindgen!({
    world: "source",
    path: "wit",
});
