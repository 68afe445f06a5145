//! Word documents (ISO 29500) as a structure's models are: opened with care, read for their tags, filled for one person or
//! for several. All of it is pure: bytes in, bytes out.

pub mod fill_rules;
pub mod model_rules;
pub mod numbering_rules;
pub mod package_rules;
pub mod part_rules;
pub mod reader_rules;
pub mod safety_rules;
pub mod several_rules;
pub mod xml_rules;

#[cfg(test)]
mod tests;
