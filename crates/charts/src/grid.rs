//! Where the cells of a sweep's map lie: two axes across and up, and small maps for the others.
//!
//! One axis more makes maps side by side that wrap; with two, the third runs across columns of small
//! maps and the fourth down their rows; what is beyond makes blocks of these.

use crate::style::Frame;
use apiary_core::link::Link;
use apiary_core::scenario::Sweep;
use apiary_core::sentence::value_told;

/// Least room for the numbers beside a map, and what each letter of them takes.
const LEFT: f64 = 58.0;
const NARROW_LEFT: f64 = 38.0;
const LETTER: f64 = 7.2;
/// Room beside small maps for the values of the fourth axis, too.
const SMALL_LEFT: f64 = 142.0;
/// Room above the maps for the title.
const HEAD: f64 = 64.0;
/// Room at the right of a map alone for the names of its contours.
const RIGHT: f64 = 48.0;
const NARROW_RIGHT: f64 = 36.0;
/// Charts less wide leave no more room beside a map than they must: its figures need it.
const NARROW: f64 = 330.0;
/// Letters of the line below a title.
const WHAT: usize = 48;
/// Room below a map for its axis.
const FOOT: f64 = 44.0;
/// Room below that for the name of the map below.
const NAME: f64 = 16.0;
/// Room below all maps for the colour scale.
const LEGEND: f64 = 58.0;
/// Room for the numbers beside a line of values.
const LINE_LEFT: f64 = 66.0;
/// How high it is, and the room below it for what is marked.
const LINE: f64 = 220.0;
const LINE_FOOT: f64 = 20.0;
/// Room between two maps.
const GAP: f64 = 22.0;
const SMALL_GAP: f64 = 10.0;
/// Room above a block of small maps for its own values, and those of its columns.
const BLOCK_HEAD: f64 = 44.0;
/// Least width of a map among others, and of a small one.
const LEAST: f64 = 300.0;
const SMALL_LEAST: f64 = 84.0;

/// The points of two axes, and those of the axes that make small maps.
pub(crate) struct Grid {
    /// Inputs that run across and up.
    pub(crate) across: usize,
    pub(crate) up: Option<usize>,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// The other axes, and how many points each has.
    pub(crate) others: Vec<(usize, usize)>,
    /// How many letters the longest of its maps' titles has, and of the numbers beside them.
    letters: usize,
    row_letters: usize,
}

/// Where the cells of a map lie.
pub(crate) struct Place {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// The size of a cell.
    pub(crate) cell: (f64, f64),
    /// Its column and row among the small maps of its block.
    pub(crate) column: usize,
    pub(crate) row: usize,
    /// Whether it stands at the left and at the foot of all that share its axes.
    pub(crate) is_leftmost: bool,
    pub(crate) is_lowest: bool,
    /// Whether there is room for the names of its axes.
    pub(crate) is_named: bool,
}

impl Grid {
    /// The grid of a link's sweep; none without an axis.
    pub(crate) fn of(link: &Link) -> Option<Self> {
        let scenario = &link.scenario;
        let axes = scenario.axes();
        let length = |axis: usize| scenario.settings[axis].points().len();
        let (&across, rest) = axes.split_first()?;
        let is_zip = scenario.sweep == Sweep::Zip;
        let rest = if is_zip { &[] } else { rest };
        let up = rest.first().copied();
        let titles = link
            .maps()
            .into_iter()
            .map(|measure| measure.label(scenario.model));
        let row = |axis: usize| {
            let points = scenario.settings[axis].points();
            let told = points
                .iter()
                .map(move |&point| value_told(scenario.model, axis, point));
            longest(told)
        };
        Some(Self {
            letters: longest(titles),
            row_letters: up.map_or(0, row),
            across,
            up,
            columns: length(across),
            rows: up.map_or(1, length),
            others: rest
                .iter()
                .skip(1)
                .map(|&axis| (axis, length(axis)))
                .collect(),
        })
    }

    /// How many maps there are.
    pub(crate) fn maps(&self) -> usize {
        self.others.iter().map(|(_, length)| length).product()
    }

    /// How many cells a map has.
    pub(crate) const fn cells(&self) -> usize {
        self.rows * self.columns
    }

    /// Whether small maps share their axes.
    pub(crate) const fn is_crossed(&self) -> bool {
        self.others.len() > 1
    }

    /// Columns and rows of maps in a block.
    fn block(&self, width: f64) -> (usize, usize) {
        if let [(_, columns), (_, rows), ..] = self.others[..] {
            return (columns, rows);
        }
        let fit = (width / LEAST).floor().max(1.0) as usize;
        let columns = self.maps().min(fit);
        (columns, self.maps().div_ceil(columns))
    }

    /// How many blocks there are, and how many of them stand side by side.
    fn blocks(&self, width: f64) -> (usize, usize) {
        let (columns, _) = self.block(width);
        let blocks = self.others.iter().skip(2).map(|(_, length)| length);
        let blocks: usize = blocks.product();
        let room = (width - SMALL_LEFT) / (columns as f64 * (SMALL_LEAST + SMALL_GAP) + GAP);
        (blocks, blocks.min(room.floor().max(1.0) as usize))
    }

    /// Whether it is a line of values along one axis.
    pub(crate) const fn is_line(&self) -> bool {
        self.up.is_none()
    }

    /// The room at the left of a map, by the width of the chart: a line's values may be any numbers.
    pub(crate) fn left(&self, width: f64) -> f64 {
        if self.is_line() {
            return LINE_LEFT;
        }
        let least = if width < NARROW { NARROW_LEFT } else { LEFT };
        (LETTER * self.row_letters as f64 + 10.0).clamp(least, (width / 3.0).max(least))
    }

    /// The room at the right of a map that stands alone.
    pub(crate) const fn right(width: f64) -> f64 {
        if width < NARROW { NARROW_RIGHT } else { RIGHT }
    }

    /// How high a map is.
    fn map_height(&self) -> f64 {
        if self.is_line() {
            LINE
        } else if self.is_crossed() {
            (self.rows as f64 * 22.0).clamp(40.0, 240.0)
        } else {
            (self.rows as f64 * 37.0).clamp(60.0, 420.0)
        }
    }

    /// From the top of a map to the top of the one below it, whose name stands above it.
    fn pitch(&self) -> f64 {
        let between = if self.is_crossed() {
            SMALL_GAP
        } else {
            FOOT + NAME
        };
        self.map_height() + between
    }

    /// Room above the maps, with more for titles that take several lines, as far as can be told without
    /// measuring letters: where the cells lie must not depend on fonts.
    fn head(&self, width: f64) -> f64 {
        let lines =
            |letters: usize, wide: f64| (letters as f64 * wide / width).ceil().max(1.0) - 1.0;
        HEAD + 21.0 * lines(self.letters, 9.0) + 18.0 * lines(WHAT, 6.6)
    }

    fn block_height(&self, width: f64) -> f64 {
        let (_, rows) = self.block(width);
        let maps = rows as f64 * self.pitch();
        if self.is_crossed() {
            BLOCK_HEAD + maps + FOOT
        } else {
            maps - NAME
        }
    }

    /// How high the chart is at a width.
    pub(crate) fn height(&self, width: f64) -> f64 {
        let (blocks, side_by_side) = self.blocks(width);
        let down = blocks.div_ceil(side_by_side);
        let legend = if self.is_line() { LINE_FOOT } else { LEGEND };
        self.head(width) + down as f64 * self.block_height(width) + legend
    }

    /// The place of a map.
    pub(crate) fn place(&self, map: usize, frame: Frame) -> Place {
        let (columns, rows) = self.block(frame.width);
        let (_, side_by_side) = self.blocks(frame.width);
        let (column, row, block) = (
            map % columns,
            map / columns % rows,
            map / columns / rows.max(1),
        );
        let beside = block % side_by_side;
        let all_columns = (columns * side_by_side) as f64;
        let (left, width) = if self.is_crossed() {
            let gaps = SMALL_GAP * (columns - 1) as f64 * side_by_side as f64
                + GAP * (side_by_side - 1) as f64;
            let width = (frame.width - SMALL_LEFT - gaps) / all_columns;
            let block_width = (width + SMALL_GAP) * columns as f64 - SMALL_GAP + GAP;
            let left = SMALL_LEFT + beside as f64 * block_width;
            (left + column as f64 * (width + SMALL_GAP), width)
        } else {
            let each = (frame.width - GAP * (columns - 1) as f64) / columns as f64;
            let is_alone = self.maps() == 1;
            let right = if is_alone {
                Self::right(frame.width)
            } else {
                0.0
            };
            let left = self.left(frame.width);
            (column as f64 * (each + GAP) + left, each - left - right)
        };
        let head = if self.is_crossed() { BLOCK_HEAD } else { 0.0 };
        let blocks_above = (block / side_by_side) as f64 * self.block_height(frame.width);
        let height = self.map_height();
        Place {
            left,
            top: self.head(frame.width) + blocks_above + head + row as f64 * self.pitch(),
            width,
            height,
            cell: (width / self.columns as f64, height / self.rows as f64),
            column,
            row,
            is_leftmost: !self.is_crossed() || (column == 0 && beside == 0),
            is_lowest: !self.is_crossed() || row + 1 == rows,
            is_named: true,
        }
    }

    /// The box of a subset's cell: left, top, width, height.
    pub(crate) fn cell(&self, subset: usize, frame: Frame) -> [f64; 4] {
        let place = self.place(subset / self.cells(), frame);
        let within = subset % self.cells();
        let (left, top) = place.corner(self, within % self.columns, within / self.columns);
        [left, top, place.cell.0, place.cell.1]
    }

    /// The subset whose cell lies at a place of the chart.
    pub(crate) fn subset_at(&self, frame: Frame, (x, y): (f64, f64)) -> Option<usize> {
        (0..self.maps()).find_map(|map| {
            let place = self.place(map, frame);
            let column = ((x - place.left) / place.cell.0).floor();
            let row = ((place.top + place.height - y) / place.cell.1).floor();
            let inside = (0.0..self.columns as f64).contains(&column)
                && (0.0..self.rows as f64).contains(&row);
            inside.then(|| map * self.cells() + row as usize * self.columns + column as usize)
        })
    }
}

/// How many letters the longest text has.
fn longest(texts: impl IntoIterator<Item = String>) -> usize {
    let letters = texts.into_iter().map(|text| text.chars().count());
    letters.max().unwrap_or(0)
}

impl Place {
    /// The top left corner of a cell; rows count from the bottom.
    pub(crate) fn corner(&self, grid: &Grid, column: usize, row: usize) -> (f64, f64) {
        let (width, height) = self.cell;
        let from_top = grid.rows - 1 - row;
        (
            self.left + width * column as f64,
            self.top + height * from_top as f64,
        )
    }

    pub(crate) fn bottom(&self) -> f64 {
        self.top + self.height
    }
}
