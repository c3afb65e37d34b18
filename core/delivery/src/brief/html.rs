//! The brief as HTML: for the page, for print and for mail.

use super::{Brief, COST, Part, Point};
use html_escape::encode_safe;

impl Brief {
    /// The brief as elements that stand within a page: `picture` and `cost` are markup, and put in as they are; `address`
    /// is where the deployment can be opened. What the user typed is text.
    ///
    /// Classes alone say how it looks: the strict policy of a page refuses styles in elements, and mail has its own.
    pub fn to_html(&self, picture: &str, cost: &str, address: Option<&str>) -> String {
        let link = address.map(|address| {
            // Nobody types what follows the page's own address, which holds the whole deployment.
            let page = encode_safe(address.split('#').next().unwrap_or(address));
            let address = encode_safe(address);
            format!("<p class=\"brief-link\">Open this deployment: <a href=\"{address}\">{page}</a></p>")
        });
        format!(
            "<div class=\"brief-page\"><h2>{}</h2>{}<div class=\"brief-picture\">{picture}</div>{}{}</div><div class=\"brief-page\">{}<div class=\"brief-cost\">{cost}</div></div>",
            encode_safe(&self.title),
            points(&self.head, "brief-head"),
            parts(&self.first),
            link.unwrap_or_default(),
            parts(&self.second),
        )
    }
}

/// The longest text, in characters, that reads well in half of a page's width.
const SHORT: usize = 72;

fn parts(parts: &[Part]) -> String {
    let part = |part: &Part| {
        // On paper the picture of the cost takes the place of its list, and short points stand in two columns.
        let is_short = part.points.iter().all(|point| point.text.chars().count() <= SHORT);
        let class = match (part.heading == COST, is_short) {
            (true, _) => " class=\"drawn\"",
            (_, true) => " class=\"short\"",
            _ => "",
        };
        let heading = encode_safe(&part.heading);
        format!("<section{class}><h3>{heading}</h3>{}</section>", points(&part.points, "brief-points"))
    };
    parts.iter().map(part).collect()
}

fn points(points: &[Point], class: &str) -> String {
    let point = |point: &Point| {
        let said = if point.text.is_empty() { String::new() } else { format!("<dd>{}</dd>", in_code(&point.text)) };
        format!("<div><dt><strong>{}</strong></dt>{said}</div>", in_code(&point.subject))
    };
    format!("<dl class=\"{class}\">{}</dl>", points.iter().map(point).collect::<String>())
}

/// A text in which what stands between backquotes is code.
fn in_code(text: &str) -> String {
    let pieces = text.split('`').enumerate().map(|(index, piece)| {
        let piece = encode_safe(piece);
        if index % 2 == 1 { format!("<code>{piece}</code>") } else { piece.into_owned() }
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use crate::{Deployment, Offer};
    use openmercato_ecs_module::{Inputs, Module};

    #[test]
    fn what_was_typed_is_text() {
        const HOSTILE: &str = "<img src=x onerror=alert(1)>\"'&";
        let inputs = Inputs::new().with("name", HOSTILE.into()).with("image", HOSTILE.into());
        let offer = Offer { customer: HOSTILE.into(), notes: HOSTILE.into(), ..Offer::default() };
        let brief = Deployment::of(Module::embedded(), &inputs).offered(offer).brief();
        let html = brief.to_html("<svg></svg>", "", Some("https://example.com/\"><script>#v1.x"));
        assert!(!html.contains("<img") && !html.contains("<script"), "{html}");
        assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"), "{html}");
        assert_eq!(html.matches("<svg></svg>").count(), 1);
    }
}
