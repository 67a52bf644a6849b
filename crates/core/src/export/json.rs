//! JSON as a tree. Reading and writing its text is left to whoever has the means: the browser, or the
//! command line. In the page's simulation, a parser would be a tenth of what readers wait for.

use crate::number::shortest;
use serde::{Deserialize, Serialize, Serializer};

/// A value of JSON.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Json {
    /// A number.
    Number(#[serde(serialize_with = "number")] f64),
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Json>),
    /// Values by name.
    Named(#[serde(with = "named")] Vec<(String, Json)>),
    /// True, false, or null.
    Flag(Option<bool>),
}

/// Whole numbers are written without a point, as the readers of some formats demand.
fn number<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let whole = *number as i64;
    if (whole as f64).to_bits() == number.to_bits() && whole.unsigned_abs() < 1 << 53 {
        return serializer.serialize_i64(whole);
    }
    serializer.serialize_f64(*number)
}

mod named {
    use super::Json;
    use serde::{Deserialize, Deserializer, Serializer};
    use std::collections::BTreeMap;

    pub(super) fn serialize<S: Serializer>(
        pairs: &[(String, Json)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(String, Json)>, D::Error> {
        let pairs = BTreeMap::deserialize(deserializer)?;
        Ok(pairs.into_iter().collect())
    }
}

impl Json {
    /// Values by name, in this order.
    pub(super) fn named<const N: usize>(pairs: [(&str, Self); N]) -> Self {
        Self::Named(pairs.map(|(name, value)| (name.to_owned(), value)).into())
    }

    /// Numbers in order.
    pub(super) fn numbers(numbers: &[f64]) -> Self {
        Self::List(numbers.iter().copied().map(Self::Number).collect())
    }

    /// A value by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Named(pairs) = self else {
            return None;
        };
        let found = pairs.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }

    /// In a message.
    pub(super) fn told(&self) -> String {
        let all = |values: &[Self]| values.iter().map(Self::told).collect::<Vec<_>>().join(", ");
        match self {
            Self::Number(number) => shortest(*number),
            Self::Text(text) => format!("{text:?}"),
            Self::List(values) => format!("[{}]", all(values)),
            Self::Named(_) => "values by name".to_owned(),
            Self::Flag(Some(flag)) => flag.to_string(),
            Self::Flag(None) => "nothing".to_owned(),
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Json {
    fn from(count: u32) -> Self {
        Self::Number(count.into())
    }
}
