//! Formulas: a text such as `reserve * outflow_rate` as a tree that can be evaluated, searched for names and typeset.
//!
//! A table's formulas are written by hand and read by people, so they are texts; a tree is what everything else
//! needs. No library reads these few operators into a tree that is open to all three uses.

use serde::Serialize;
use thiserror::Error;

/// A formula as a tree.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Formula<'a> {
    /// A number.
    Number(f64),
    /// A quantity; of a state variable its value of the timestep before.
    Name(&'a str),
    /// A state variable's value of the same timestep: a name with a `'`.
    Now(&'a str),
    /// Something done with other formulas.
    Call(Operation, Vec<Self>),
}

/// What a formula does with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Operation {
    /// `a or b`.
    Or,
    /// `a and b`.
    And,
    /// `a < b`.
    Less,
    /// `a > b`.
    Greater,
    /// `a = b`.
    Equal,
    /// `a + b`.
    Add,
    /// `a - b`.
    Subtract,
    /// `a * b`.
    Multiply,
    /// `a / b`.
    Divide,
    /// `-a`.
    Negate,
    /// `a ^ 2`: a whole power.
    Power,
    /// `if(condition, then, else)`.
    If,
    /// `exp(a)`.
    Exp,
    /// `abs(a)`.
    Abs,
    /// `max(a, b)`: Python's, `a` unless `b` is greater.
    Max,
    /// `min(a, b)`: Python's, `a` unless `b` is less.
    Min,
    /// `round(a, digits)`: half to even.
    Round,
    /// `mean(a)`: the mean of a variable over all rows before.
    Mean,
    /// `latest(a, count)`: the sum of the latest `count` values above zero of a variable in all rows before; of
    /// all of them for 0.
    Latest,
}

/// The operators between two formulas, and how strongly they bind.
const BETWEEN: [(&str, Operation, u8); 10] = [
    ("or", Operation::Or, 1),
    ("and", Operation::And, 2),
    ("<", Operation::Less, 3),
    (">", Operation::Greater, 3),
    ("=", Operation::Equal, 3),
    ("+", Operation::Add, 4),
    ("-", Operation::Subtract, 4),
    ("*", Operation::Multiply, 5),
    ("/", Operation::Divide, 5),
    ("^", Operation::Power, 7),
];
/// How strongly a minus before a formula binds.
const NEGATE: u8 = 6;
/// The functions and how many formulas they take.
const FUNCTIONS: [(&str, Operation, usize); 8] = [
    ("if", Operation::If, 3),
    ("exp", Operation::Exp, 1),
    ("abs", Operation::Abs, 1),
    ("max", Operation::Max, 2),
    ("min", Operation::Min, 2),
    ("round", Operation::Round, 2),
    ("mean", Operation::Mean, 1),
    ("latest", Operation::Latest, 2),
];

/// Why a text is no formula.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("at character {place} of the formula, {reason}")]
pub struct NoFormula {
    /// Where, counted from 1: at its end.
    pub place: usize,
    /// What is wrong there, and what would be right.
    pub reason: &'static str,
}

/// What names stand for.
pub trait Scope {
    /// The value of a name, with a `'` or without.
    fn value(&mut self, name: &str, now: bool) -> f64;
    /// The values of a state variable in all rows before.
    fn history(&self, name: &str) -> &[f64];
}

impl<'a> Formula<'a> {
    /// Reads a formula.
    ///
    /// # Errors
    /// The first [`NoFormula`].
    pub fn read(text: &'a str) -> Result<Self, NoFormula> {
        let mut reader = Reader { text, at: 0 };
        reader.skip_spaces();
        let formula = reader.formula(0)?;
        match reader.peek() {
            "" => Ok(formula),
            _ => Err(reader.wrong("something is left over; an operator is missing")),
        }
    }

    /// Its value. A condition is 1 where it holds, else 0.
    pub fn evaluate(&self, scope: &mut dyn Scope) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Name(name) => scope.value(name, false),
            Self::Now(name) => scope.value(name, true),
            Self::Call(operation, of) => evaluate(*operation, of, scope),
        }
    }

    /// The names in it, in order: each with whether it is of the same timestep.
    pub fn names(&self, take: &mut dyn FnMut(&str, bool)) {
        match self {
            Self::Number(_) => {}
            Self::Name(name) => take(name, false),
            Self::Now(name) => take(name, true),
            Self::Call(_, of) => of.iter().for_each(|formula| formula.names(take)),
        }
    }
}

fn evaluate(operation: Operation, of: &[Formula<'_>], scope: &mut dyn Scope) -> f64 {
    let history = match (operation, &of[0]) {
        (Operation::Mean | Operation::Latest, Formula::Name(name)) => name,
        _ => "",
    };
    if operation == Operation::Mean {
        let values = scope.history(history);
        return values.iter().sum::<f64>() / values.len() as f64;
    }
    if operation == Operation::Latest {
        let count = of[1].evaluate(scope);
        return latest(scope.history(history), count);
    }
    let a = of[0].evaluate(scope);
    // Only what is chosen is evaluated, as in a program: there may be a draw in it.
    if operation == Operation::If {
        return of[if a == 0.0 { 2 } else { 1 }].evaluate(scope);
    }
    let b = of.get(1).map_or(0.0, |formula| formula.evaluate(scope));
    let truth = |holds: bool| f64::from(u8::from(holds));
    match operation {
        Operation::Or => truth(a != 0.0 || b != 0.0),
        Operation::And => truth(a != 0.0 && b != 0.0),
        Operation::Less => truth(a < b),
        Operation::Greater => truth(a > b),
        Operation::Equal => truth(a == b),
        Operation::Add => a + b,
        Operation::Subtract => a - b,
        Operation::Multiply => a * b,
        Operation::Divide => a / b,
        Operation::Negate => -a,
        Operation::Power => (0..b as u32).fold(1.0, |product, _| product * a),
        Operation::Exp => crate::exponential::exp(a),
        Operation::Abs => a.abs(),
        Operation::Max if b > a => b,
        Operation::Min if b < a => b,
        Operation::Round => {
            let shift = (0..b as u32).fold(1.0, |product, _| product * 10.0);
            (a * shift).round_ties_even() / shift
        }
        _ => a,
    }
}

/// The sum of the latest values above zero. A negative count leaves out the first ones, as Python's slices do.
fn latest(values: &[f64], count: f64) -> f64 {
    let above: Vec<f64> = values.iter().copied().filter(|x| *x > 0.0).collect();
    let from = if count > 0.0 {
        above.len().saturating_sub(count as usize)
    } else {
        above.len().min(-count as usize)
    };
    above[from..].iter().sum()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// A formula whose operators bind more strongly than `least`.
    fn formula(&mut self, least: u8) -> Result<Formula<'a>, NoFormula> {
        let mut formula = self.start()?;
        loop {
            let sign = self.peek();
            let known = BETWEEN.iter().find(|(known, ..)| *known == sign);
            let Some((_, operation, binding)) = known.filter(|(.., binding)| *binding > least)
            else {
                return Ok(formula);
            };
            self.next();
            formula = Formula::Call(*operation, vec![formula, self.formula(*binding)?]);
        }
    }

    fn start(&mut self) -> Result<Formula<'a>, NoFormula> {
        let part = self.next();
        if part == "-" {
            return Ok(Formula::Call(
                Operation::Negate,
                vec![self.formula(NEGATE)?],
            ));
        }
        if part == "(" {
            let inside = self.formula(0)?;
            return self.expect(")").map(|()| inside);
        }
        if part.starts_with(|c: char| c.is_ascii_digit()) {
            let number = part.parse().map(Formula::Number);
            return number.map_err(|_| self.wrong("a number has two points"));
        }
        if !part.starts_with(|c: char| c.is_ascii_lowercase()) {
            return Err(self.wrong("a number, a name or a bracket is missing"));
        }
        match self.peek() {
            "(" => self.call(part),
            "'" => {
                self.next();
                Ok(Formula::Now(part))
            }
            _ => Ok(Formula::Name(part)),
        }
    }

    fn call(&mut self, name: &str) -> Result<Formula<'a>, NoFormula> {
        let known = FUNCTIONS.iter().find(|(known, ..)| *known == name);
        let (_, operation, count) = known.ok_or_else(|| self.wrong("there is no such function"))?;
        let mut of = Vec::new();
        for place in 0..*count {
            self.expect(if place == 0 { "(" } else { "," })?;
            of.push(self.formula(0)?);
        }
        self.expect(")").map(|()| Formula::Call(*operation, of))
    }

    fn expect(&mut self, sign: &str) -> Result<(), NoFormula> {
        if self.next() == sign {
            return Ok(());
        }
        Err(self.wrong("a bracket or a comma is missing"))
    }

    fn peek(&self) -> &'a str {
        let bytes = self.text.as_bytes();
        let is_word = |c: &u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'.');
        let mut to = self.at;
        while bytes.get(to).is_some_and(is_word) {
            to += 1;
        }
        // A sign is one character; what is no ASCII is a sign that nothing knows.
        let to = if to > self.at { to } else { to + 1 };
        self.text.get(self.at..to).unwrap_or(&self.text[self.at..])
    }

    fn next(&mut self) -> &'a str {
        let part = self.peek();
        self.at += part.len();
        self.skip_spaces();
        part
    }

    fn skip_spaces(&mut self) {
        while self.text.as_bytes().get(self.at) == Some(&b' ') {
            self.at += 1;
        }
    }

    fn wrong(&self, reason: &'static str) -> NoFormula {
        let place = self.at.max(1);
        NoFormula { place, reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed;

    impl Scope for Fixed {
        fn value(&mut self, name: &str, now: bool) -> f64 {
            match (name, now) {
                ("x", false) => 3.0,
                ("x", true) => 5.0,
                _ => f64::NAN,
            }
        }

        fn history(&self, _: &str) -> &[f64] {
            &[4.0, -2.0, 1.0, 5.0]
        }
    }

    fn value(text: &str) -> f64 {
        Formula::read(text).unwrap().evaluate(&mut Fixed)
    }

    #[test]
    fn operators_bind_as_in_mathematics() {
        for (text, expected) in [
            ("2 + 3 * 4", 14.0),
            ("(2 + 3) * 4", 20.0),
            ("10 - 4 - 3", 3.0),
            ("12 / 2 / 3", 2.0),
            ("-x ^ 2", -9.0),
            ("2 * -x", -6.0),
            ("x' - x", 2.0),
            ("1 < 2 and 3 > 4 or 2 = 2", 1.0),
            ("if(x < 3, 1, if(x = 3, 2, 3))", 2.0),
            ("max(-x, 0.5) + min(2, x')", 2.5),
            ("round(0.125, 2)", 0.12),
            ("abs(-x) * exp(0)", 3.0),
            ("mean(a)", 2.0),
            ("latest(a, 2)", 6.0),
            ("latest(a, 0)", 10.0),
            ("latest(a, 9)", 10.0),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_that_is_no_formula_says_where_it_ends_to_be_one() {
        for (text, place, reason) in [
            ("", 1, "missing"),
            ("2 +", 3, "missing"),
            ("2 3", 2, "operator"),
            ("(2", 2, "bracket"),
            ("sin(2)", 3, "no such function"),
            ("max(2)", 6, "comma"),
            ("1.2.3", 5, "two points"),
            ("2 * é", 6, "missing"),
        ] {
            let no = Formula::read(text).unwrap_err();
            assert_eq!(no.place, place, "{text}: {no}");
            assert!(no.to_string().contains(reason), "{text}: {no}");
        }
    }
}
