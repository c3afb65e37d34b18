//! Times and sizes as Docker Compose writes them.

use crate::tree::Node;

/// Seconds: `1m30s`, `90s`, `500ms`, a number.
/// <https://docs.docker.com/reference/compose-file/extension/#specifying-durations>
pub(super) fn seconds(node: &Node) -> Option<f64> {
    let mut rest = node.text()?.trim();
    if let Ok(seconds) = rest.parse::<f64>() {
        return Some(seconds);
    }
    let mut sum = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let unit = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        sum += match &rest[..unit] {
            "h" => number * 3600.0,
            "m" => number * 60.0,
            "s" => number,
            "ms" => number / 1e3,
            "us" => number / 1e6,
            _ => return None,
        };
        rest = &rest[unit..];
    }
    Some(sum)
}

/// MiB: `2gb`, `512m`, `1073741824`.
/// <https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values>
pub(super) fn mebibytes(node: &Node) -> Option<f64> {
    let text = node.text()?.trim().to_ascii_lowercase();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let number: f64 = text[..digits].parse().ok()?;
    let bytes = match text[digits..].trim() {
        "" | "b" => 1.0,
        "k" | "kb" | "kib" => 1024.0,
        "m" | "mb" | "mib" => 1_048_576.0,
        "g" | "gb" | "gib" => 1_073_741_824.0,
        _ => return None,
    };
    Some(number * bytes / 1_048_576.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(text: &str) -> Node {
        Node::scalar(0..0, text, false)
    }

    #[test]
    fn times_and_sizes_are_those_of_docker() {
        let times = [
            ("30s", Some(30.0)),
            ("1m30s", Some(90.0)),
            ("500ms", Some(0.5)),
            ("5", Some(5.0)),
            ("1x", None),
            ("s", None),
        ];
        for (text, expected) in times {
            assert_eq!(seconds(&node(text)), expected, "{text}");
        }
        let sizes =
            [("2gb", Some(2048.0)), ("512M", Some(512.0)), ("1073741824", Some(1024.0)), ("2x", None), ("", None)];
        for (text, expected) in sizes {
            assert_eq!(mebibytes(&node(text)), expected, "{text}");
        }
    }
}
