//! Tables as text, for spreadsheets.

/// Comma-separated values as RFC 4180 has them.
pub fn text<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> String {
    let rows = rows.into_iter().map(|row| row.map(|cell| quoted(&cell)).join(","));
    rows.map(|row| row + "\r\n").collect()
}

/// The cell in quotes. What a spreadsheet would take for a formula is marked as a text.
fn quoted(cell: &str) -> String {
    let formula = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{formula}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_texts_whatever_they_hold() {
        let rows = [["a".to_owned(), "b\"c".to_owned()], ["=1+1".to_owned(), "x,\ny".to_owned()]];
        assert_eq!(text(rows), "\"a\",\"b\"\"c\"\r\n\"'=1+1\",\"x,\ny\"\r\n");
    }
}
