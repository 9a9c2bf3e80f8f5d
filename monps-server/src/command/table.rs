//! Tables on the terminal.

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

/// A plain table; the columns named in `numbers` are aligned to the right.
pub(super) fn table(header: &[&str], numbers: &[usize], rows: Vec<Vec<String>>) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(header.iter().map(Cell::new))
        .add_rows(rows);
    for index in numbers {
        if let Some(column) = table.column_mut(*index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}
