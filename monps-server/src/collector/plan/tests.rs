//! The plan against what it promises.
