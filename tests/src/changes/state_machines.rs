//! Answers in place of Step Functions, which the provider asks while it plans: whether a state machine's definition is
//! valid. It is the one call that a plan makes; moto judges the definition when it applies the module.

use std::io::{BufRead as _, BufReader, Read as _, Result, Write as _};
use std::net::{TcpListener, TcpStream};

/// <https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html>
const VALID: &str = r#"{"result":"OK","diagnostics":[],"truncated":false}"#;

/// A server on the loopback, for as long as the process runs.
#[derive(Debug)]
pub(super) struct StateMachines {
    address: String,
}

impl StateMachines {
    /// Starts it on a free port.
    ///
    /// # Errors
    /// When the loopback has no port to give.
    pub(super) fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}", listener.local_addr()?);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A call that breaks off is the provider's to repeat.
                std::thread::spawn(move || answer(&stream));
            }
        });
        Ok(Self { address })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    pub(super) fn address(&self) -> &str {
        &self.address
    }
}

fn answer(mut stream: &TcpStream) -> Result<()> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 && !line.trim().is_empty() {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    reader.take(length).read_to_end(&mut Vec::new())?;
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: {}\r\nConnection: \
         close\r\n\r\n{VALID}",
        VALID.len()
    )
}
