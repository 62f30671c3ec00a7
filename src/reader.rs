//! A reader with a mind: a language model that the person has, asked which sentences of an answer
//! show which point. Optional; nothing is sent unless an endpoint is set (docs/reader.md).

pub mod address;
pub mod asked;
pub mod client;
pub mod desk;
pub mod gather;
pub mod plea;
pub mod proof;
pub mod reply;
pub mod store;
pub mod wire;

#[cfg(test)]
mod testing;
