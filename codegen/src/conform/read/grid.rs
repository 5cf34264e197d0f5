//! Rows and columns of a table, with cells that span several of them repeated.

use std::sync::Arc;

use crate::conform::page::{Cells, Column};
use crate::conform::words::{COLUMNS, look_up};

use super::html::{RawCell, RawTable};

/// Most columns that a table is read with.
const COLUMNS_READ: usize = 64;

/// A table of equal rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Line>,
}

/// A row: where it starts, and its cells. Equal pointers are one cell.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) cells: Vec<Arc<RawCell>>,
}

impl Grid {
    /// The column that holds such cells.
    pub(super) fn column(&self, kind: Cells) -> Option<usize> {
        self.columns.iter().position(|column| column.kind == kind)
    }

    /// The cell of a row in the column that holds such cells.
    pub(super) fn cell<'a>(&self, row: &'a Line, kind: Cells) -> Option<&'a Arc<RawCell>> {
        row.cells.get(self.column(kind)?)
    }
}

/// Resolves the spans of a table and reads its header.
pub(super) fn grid(table: RawTable) -> Grid {
    let marked = table.rows.iter().take_while(|row| row.head).count();
    let rows = spread(table);
    let headers = match marked {
        0 => unmarked_headers(&rows),
        marked => marked.min(rows.len()),
    };
    let columns = columns(&rows[..headers]);
    let mut rows = rows;
    rows.drain(..headers);
    rows.retain(|row| row.cells.iter().any(|cell| !cell.text.is_empty()));
    Grid { columns, rows }
}

fn spread(table: RawTable) -> Vec<Line> {
    let mut lines = Vec::with_capacity(table.rows.len());
    // What cells of earlier rows still reach into: the cell and how many rows it has left.
    let mut reaching: Vec<Option<(Arc<RawCell>, usize)>> = Vec::new();
    for row in table.rows {
        let mut cells: Vec<Arc<RawCell>> = Vec::new();
        for cell in row.cells {
            take_reaching(&mut reaching, &mut cells);
            let (columns, rows) = (cell.columns, cell.rows);
            let cell = Arc::new(cell);
            for _ in 0..columns.min(COLUMNS_READ.saturating_sub(cells.len())) {
                if rows > 1 {
                    if reaching.len() <= cells.len() {
                        reaching.resize(cells.len() + 1, None);
                    }
                    reaching[cells.len()] = Some((Arc::clone(&cell), rows - 1));
                }
                cells.push(Arc::clone(&cell));
            }
        }
        take_reaching(&mut reaching, &mut cells);
        lines.push(Line { start: row.start, cells });
    }
    lines
}

/// Adds the cells of earlier rows that reach into this one at its end.
fn take_reaching(reaching: &mut [Option<(Arc<RawCell>, usize)>], cells: &mut Vec<Arc<RawCell>>) {
    while let Some(slot) = reaching.get_mut(cells.len()) {
        let Some((cell, left)) = slot.take() else { break };
        cells.push(Arc::clone(&cell));
        if left > 1 {
            *slot = Some((cell, left - 1));
        }
    }
}

/// How many rows at the top are a header that no tag marks: rows of `th`, or words of columns.
fn unmarked_headers(rows: &[Line]) -> usize {
    let all = rows.iter().take_while(|row| row.cells.iter().all(|cell| cell.head)).count();
    if all > 0 {
        return all;
    }
    let known =
        |row: &Line| row.cells.iter().filter(|cell| look_up(COLUMNS, &cell.text).is_some()).count();
    let first =
        rows.first().is_some_and(|row| known(row) >= 2 && known(row) * 2 >= row.cells.len());
    usize::from(first)
}

/// The lowest line of a header that the vocabulary knows names its column.
fn columns(headers: &[Line]) -> Vec<Column> {
    let width = headers.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let column = |index: usize| {
        let mut texts: Vec<&str> = headers
            .iter()
            .filter_map(|row| row.cells.get(index))
            .map(|c| c.text.as_str())
            .collect();
        texts.dedup();
        let kind = texts.iter().rev().find_map(|text| look_up(COLUMNS, text));
        let title = texts.join(" / ").replace('\n', " ");
        Column { title, kind: kind.unwrap_or(Cells::Unknown) }
    };
    let mut columns: Vec<Column> = (0..width).map(column).collect();
    // One column of a kind: the first is the one that is meant.
    for index in 0..columns.len() {
        let kind = columns[index].kind;
        if columns[..index].iter().any(|earlier| earlier.kind == kind) {
            columns[index].kind = Cells::Unknown;
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conform::read::html;

    fn texts(html: &str) -> (Vec<Cells>, Vec<Vec<String>>) {
        let (mut tables, _) = html::tables(html, 0);
        let grid = grid(tables.remove(0));
        let row = |row: &Line| row.cells.iter().map(|cell| cell.text.clone()).collect();
        (
            grid.columns.iter().map(|column| column.kind).collect(),
            grid.rows.iter().map(row).collect(),
        )
    }

    #[test]
    fn spans_fill_the_cells_that_they_cover() {
        let (columns, rows) = texts(
            "<table><tr><th>Parameter<th>Type<th>Description\
             <tr><td rowspan=2>a<td>String<td>x<tr><td colspan=2>y</table>",
        );
        assert_eq!(columns, [Cells::Name, Cells::Type, Cells::Description]);
        assert_eq!(rows, [["a", "String", "x"], ["a", "y", "y"]]);
    }

    #[test]
    fn a_header_of_two_lines_is_read_by_the_lower() {
        let (columns, rows) = texts(
            "<table><thead><tr><th rowspan=2>参数</th><th colspan=2>其他</th></tr>\
             <tr><th>参数类型</th><th>描述</th></tr></thead>\
             <tr><td>a</td><td>String</td><td>x</td></tr></table>",
        );
        assert_eq!(columns, [Cells::Name, Cells::Type, Cells::Description]);
        assert_eq!(rows.len(), 1);
    }

    #[test]
    fn a_huge_span_costs_no_more_than_the_rows_that_are_there() {
        let (_, rows) =
            texts("<table><tr><td rowspan=999999999 colspan=99999999>a<tr><td>b</table>");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].len(), COLUMNS_READ);
    }
}
