//! What the tests share: golden cases, runs read by output, CSV tables, charts as SVG, any link, the
//! built command, notebooks executed.

pub mod chart;
pub mod command;
pub mod golden;
pub mod links;
pub mod python;
pub mod run;
pub mod table;
