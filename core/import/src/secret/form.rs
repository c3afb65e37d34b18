//! Texts that have the form of a secret. What is merely random is none: names and hashes are, too.

use std::ops::Range;

/// A token that begins in its own way.
struct Token {
    beginning: &'static str,
    /// How many letters follow at least.
    least: usize,
}

const fn token(beginning: &'static str, least: usize) -> Token {
    Token { beginning, least }
}

const TOKENS: [Token; 21] = [
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    token("AKIA", 16),
    token("ASIA", 16),
    // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
    token("ghp_", 30),
    token("gho_", 30),
    token("ghu_", 30),
    token("ghs_", 30),
    token("ghr_", 30),
    token("github_pat_", 22),
    // https://docs.stripe.com/keys
    token("sk_live_", 16),
    token("sk_test_", 16),
    token("rk_live_", 16),
    token("rk_test_", 16),
    // https://docs.stripe.com/webhooks/signature
    token("whsec_", 16),
    // https://docs.slack.dev/authentication/tokens
    token("xoxb-", 10),
    token("xoxp-", 10),
    token("xoxa-", 10),
    token("xoxr-", 10),
    token("xoxs-", 10),
    token("xoxe-", 10),
    token("xapp-", 10),
    // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
    token("hooks.slack.com/services/", 16),
];

/// Whether what looks like a secret is in the text.
pub(crate) fn is_in(text: &str) -> bool {
    !spans(text).is_empty()
}

/// Where what looks like a secret stands: no span overlaps another one of its kind.
pub(super) fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = private_keys(text);
    spans.extend(passwords(text));
    spans.extend(web_tokens(text));
    for token in &TOKENS {
        spans.extend(tokens(text, token));
    }
    spans
}

/// <https://www.rfc-editor.org/rfc/rfc7468#section-10>
fn private_keys(text: &str) -> Vec<Range<usize>> {
    const BEGIN: &str = "-----BEGIN ";
    const LABEL: &str = "PRIVATE KEY";
    const END: &str = "-----END ";
    /// The longest label, more than `ENCRYPTED PRIVATE KEY`.
    const LONGEST: usize = 40;
    let mut spans = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(BEGIN).map(|at| from + at) {
        from = start + BEGIN.len();
        let Some(label) = text[from..].split("-----").next().filter(|label| label.len() <= LONGEST) else { continue };
        if !label.ends_with(LABEL) {
            continue;
        }
        let body = from + label.len();
        let end = text[body..].find(END).map_or(text.len(), |at| {
            let end = body + at + END.len();
            text[end..].find("-----").map_or(text.len(), |dashes| end + dashes + 5)
        });
        spans.push(start..end);
        from = end;
    }
    spans
}

/// The password of a URL, `scheme://user:password@host`, unless it is filled in elsewhere.
/// <https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1>
fn passwords(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    for (at, _) in text.match_indices("://") {
        let has_scheme = text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
        let start = at + 3;
        let authority = &text[start..];
        let end = authority.find(|c: char| "/?#@\"'<>".contains(c) || c.is_whitespace()).unwrap_or(authority.len());
        let Some(colon) = authority[..end].find(':') else { continue };
        let password = &authority[colon + 1..end];
        let is_filled_in = password.starts_with("${") && password.ends_with('}')
            || password.starts_with('$') && password[1..].chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if has_scheme && authority[end..].starts_with('@') && !password.is_empty() && !is_filled_in {
            spans.push(start + colon + 1..start + end);
        }
    }
    spans
}

/// JSON Web Tokens: three parts in base64, of which two are JSON objects.
/// <https://www.rfc-editor.org/rfc/rfc7519#section-3>
fn web_tokens(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("eyJ").map(|at| from + at) {
        let run = &text[start..];
        let end = run.find(|c| !is_letter(c) && c != '.').unwrap_or(run.len());
        from = start + end;
        let mut parts = run[..end].split('.');
        let (header, payload, signature) = (parts.next(), parts.next(), parts.next());
        if header.is_some_and(|part| part.len() > 8)
            && payload.is_some_and(|part| part.starts_with("eyJ"))
            && signature.is_some()
        {
            spans.push(start..start + end);
        }
    }
    spans
}

fn tokens(text: &str, token: &Token) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(token.beginning).map(|at| from + at) {
        from = start + token.beginning.len();
        if text[..start].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let rest = &text[start + token.beginning.len()..];
        let is_of_it = |c: char| match token.beginning {
            "AKIA" | "ASIA" => c.is_ascii_uppercase() || c.is_ascii_digit(),
            _ => is_letter(c) || c == '/',
        };
        let length = rest.find(|c| !is_of_it(c)).unwrap_or(rest.len());
        from += length;
        if length >= token.least {
            spans.push(start..start + token.beginning.len() + length);
        }
    }
    spans
}

/// Whether it is a letter of base64 for URLs.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-' || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_by_their_form() {
        let token = |beginning: &str, letters: usize| format!("{beginning}{}", "a1".repeat(letters / 2));
        for (text, secret) in [
            ("-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- x".to_owned(), None),
            (format!("key {} x", "AKIA1234567890ABCDEF"), Some("AKIA1234567890ABCDEF".to_owned())),
            ("postgres://u:hunter2@h/d".to_owned(), Some("hunter2".to_owned())),
            (format!("x={}", token("ghp_", 36)), Some(token("ghp_", 36))),
            (token("sk_live_", 24), Some(token("sk_live_", 24))),
            (token("xoxb-1-", 24), Some(token("xoxb-1-", 24))),
            ("eyJhbGciOiJI.eyJzdWIi.c2ln ".to_owned(), Some("eyJhbGciOiJI.eyJzdWIi.c2ln".to_owned())),
        ] {
            let found: Vec<_> = spans(&text).into_iter().map(|span| text[span].to_owned()).collect();
            assert_eq!(found.len(), 1, "{text}");
            if let Some(secret) = secret {
                assert_eq!(found, [secret]);
            }
        }
    }

    #[test]
    fn what_is_merely_random_is_no_secret() {
        for text in [
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "https://shop.example.com:8080/a@b",
            "postgres://u@h/d",
            "postgres://u:${DB_PASSWORD}@h/d",
            "postgres://u:$DB_PASSWORD@h/d",
            "redis://redis:6379",
            "AKIA is how keys begin",
            "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----",
            "task_live_x",
            "eyJ",
        ] {
            assert!(!is_in(text), "{text}");
        }
    }

    #[test]
    fn hostile_texts_are_looked_through_once() {
        for part in
            ["-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "://a:", "eyJ", "eyJaaaaaaaaa.", "AKIA", "xoxb-", "ghp_"]
        {
            let _ = spans(&part.repeat((1 << 20) / part.len()));
        }
    }
}
