//! What the tests share: golden cases, runs read by output, CSV tables, charts as SVG and as words, questions
//! with their answers, any link, the built command, notebooks executed.

pub mod asked;
pub mod both;
pub mod chart;
pub mod command;
pub mod golden;
pub mod links;
pub mod python;
pub mod run;
pub mod sheet;
pub mod table;
