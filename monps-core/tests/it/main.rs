//! One binary of tests that see the library as its users do.

mod published;
