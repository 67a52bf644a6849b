//! What the tests share: golden cases, runs read by output, CSV tables, the built command.

pub mod command;
pub mod golden;
pub mod run;
pub mod table;
