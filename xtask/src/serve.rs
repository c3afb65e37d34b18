//! Serves a folder on this machine alone.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use anyhow::{Context as _, Result, anyhow, bail};
use axum::Router;
use axum::http::{HeaderValue, header};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::{checkout, page, progress};

const USUAL_PORT: u16 = 8080;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The port to listen on; 0 takes any free one. Default: 8080, or any free one when that is taken.
    #[arg(long)]
    port: Option<u16>,
    /// Serve this folder as it is, instead of building the page.
    #[arg(long)]
    folder: Option<PathBuf>,
}

/// Builds and serves the page until the process is stopped. The last line on
/// standard output is the address.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let folder = if let Some(folder) = &arguments.folder {
        folder.clone()
    } else {
        page::build()?;
        checkout::dist()
    };
    let server = Server::start(&folder, arguments.port)?;
    progress::say(&format!("Serving {}. Stop with Ctrl+C.", folder.display()));
    println!("{}", server.address());
    server.wait()
}

/// A running server of one folder: right types, no caching, loopback only.
pub(crate) struct Server {
    address: SocketAddr,
    thread: JoinHandle<Result<()>>,
}

impl Server {
    /// Listens on `port` of 127.0.0.1; `Some(0)` takes any free one, `None` the
    /// usual one, or any free one when that is taken.
    pub(crate) fn start(folder: &Path, port: Option<u16>) -> Result<Self> {
        if !folder.is_dir() {
            bail!("{} is not a folder", folder.display());
        }
        let listener = listen(port)?;
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let app = router(folder);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                axum::serve(listener, app).await.map_err(anyhow::Error::from)
            })
        });
        Ok(Self { address, thread })
    }

    /// Such as `http://127.0.0.1:8080/`.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    fn wait(self) -> Result<()> {
        self.thread.join().map_err(|_| anyhow!("the server panicked"))?
    }
}

fn listen(port: Option<u16>) -> Result<TcpListener> {
    let listen = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match (port, listen(port.unwrap_or(USUAL_PORT))) {
        (_, Ok(listener)) => Ok(listener),
        (None, Err(error)) if error.kind() == ErrorKind::AddrInUse => Ok(listen(0)?),
        (_, Err(error)) => Err(error).with_context(|| {
            let port = port.unwrap_or(USUAL_PORT);
            format!("cannot listen on port {port}. Name another, or --port 0 for any free one")
        }),
    }
}

fn router(folder: &Path) -> Router {
    let never_cache = HeaderValue::from_static("no-store");
    Router::new()
        .fallback_service(ServeDir::new(folder))
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, never_cache))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use super::*;

    /// The whole answer to one GET, in lower case.
    fn get(server: &Server, path: &str) -> String {
        let mut stream = TcpStream::connect(server.address).expect("connects");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("sends");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("reads");
        String::from_utf8_lossy(&answer).to_lowercase()
    }

    fn served() -> (tempfile::TempDir, Server) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("secret.txt"), "secret").expect("writes");
        let public = folder.path().join("public");
        fs::create_dir_all(public.join("pkg")).expect("makes");
        fs::write(public.join("index.html"), "<title>page</title>").expect("writes");
        fs::write(public.join("pkg/app.wasm"), b"\0asm").expect("writes");
        fs::write(public.join("pkg/app.js"), "").expect("writes");
        let server = Server::start(&public, Some(0)).expect("starts");
        (folder, server)
    }

    #[test]
    fn files_come_with_their_type_and_uncached() {
        let (_folder, server) = served();
        for (path, kind) in
            [("/", "text/html"), ("/pkg/app.wasm", "application/wasm"), ("/pkg/app.js", "text/javascript")]
        {
            let answer = get(&server, path);
            assert!(answer.starts_with("http/1.1 200"), "{answer}");
            assert!(answer.contains(&format!("content-type: {kind}")), "{answer}");
            assert!(answer.contains("cache-control: no-store"), "{answer}");
        }
        assert!(get(&server, "/?x=1").contains("<title>page</title>"));
        assert!(get(&server, "/absent.js").starts_with("http/1.1 404"));
    }

    #[test]
    fn nothing_above_the_folder_is_served() {
        let (folder, server) = served();
        let absolute = folder.path().join("secret.txt");
        for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/pkg/..%2f..%2fsecret.txt", "/pkg/../../secret.txt"]
            .into_iter()
            .chain([format!("//{}", absolute.display()).as_str()])
        {
            let answer = get(&server, path);
            assert!(!answer.contains("\r\n\r\nsecret"), "{path}: {answer}");
        }
    }

    #[test]
    fn only_this_machine_is_served() {
        let (_folder, server) = served();
        assert!(server.address.ip().is_loopback());
        assert!(server.address().starts_with("http://127.0.0.1:"));
    }

    #[test]
    fn taken_port_is_an_error_with_its_remedy() {
        let (folder, server) = served();
        let error = Server::start(folder.path(), Some(server.address.port())).err().expect("taken");
        assert!(error.to_string().contains("--port 0"), "{error:#}");
    }
}
