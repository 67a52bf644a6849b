//! A CSV table of numbers.

/// A header and rows of numbers under it.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The numbers, row by row.
    pub rows: Vec<Vec<f64>>,
}

impl Table {
    /// Reads the text of a CSV file; `nan`, `inf` and `-inf` stand as such.
    ///
    /// # Panics
    /// Where a field is no number or a row has another length than the header.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let header: Vec<String> = lines
            .next()
            .unwrap_or_default()
            .split(',')
            .map(str::to_owned)
            .collect();
        let row = |line: &str| {
            let row: Vec<f64> = line.split(',').map(|field| number(field, line)).collect();
            assert_eq!(row.len(), header.len(), "{line}");
            row
        };
        let rows = lines.map(row).collect();
        Self { header, rows }
    }

    /// The place of a column.
    ///
    /// # Panics
    /// Where there is no such column.
    #[must_use]
    pub fn place(&self, name: &str) -> usize {
        let place = self.header.iter().position(|column| column == name);
        place.unwrap_or_else(|| panic!("no column {name} among {:?}", self.header))
    }

    /// The numbers of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Vec<f64> {
        let place = self.place(name);
        self.rows.iter().map(|row| row[place]).collect()
    }
}

fn number(field: &str, line: &str) -> f64 {
    field
        .parse()
        .unwrap_or_else(|_| panic!("{field:?} is no number in {line:?}"))
}
