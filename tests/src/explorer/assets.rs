//! What the page is made of: a few files by hand, and Swagger UI.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::archive;
use crate::server::Reply;

/// All that the page may load and do. Swagger UI keeps its icons in its style sheet, hence `data:`.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// Path, media type, text.
const OWN: [(&str, &str, &str); 6] = [
    ("/", HTML, include_str!("page/index.html")),
    ("/explorer/explorer.css", CSS, include_str!("page/explorer.css")),
    ("/explorer/scheme.js", JAVASCRIPT, include_str!("page/scheme.js")),
    ("/explorer/explorer.js", JAVASCRIPT, include_str!("page/explorer.js")),
    ("/explorer/panels.js", JAVASCRIPT, include_str!("page/panels.js")),
    ("/explorer/samples.js", JAVASCRIPT, include_str!("page/samples.js")),
];

/// Path, media type, file in the archive.
const SWAGGER_UI: [(&str, &str, &str); 3] = [
    ("/swagger-ui/swagger-ui.css", CSS, "/dist/swagger-ui.css"),
    ("/swagger-ui/swagger-ui-bundle.js", JAVASCRIPT, "/dist/swagger-ui-bundle.js"),
    ("/swagger-ui/favicon.png", "image/png", "/dist/favicon-32x32.png"),
];

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

static ASSETS: LazyLock<BTreeMap<&str, Reply>> = LazyLock::new(|| {
    let own = OWN.map(|(path, kind, text)| (path, reply(kind, text)));
    let archive = utoipa_swagger_ui_vendored::SWAGGER_UI_VENDORED;
    let vendored = SWAGGER_UI.into_iter().filter_map(|(path, kind, name)| {
        let file = archive::find(archive, name)?;
        let reply = reply(kind, file.bytes);
        Some((path, if file.gzip { reply.header("Content-Encoding", "gzip") } else { reply }))
    });
    own.into_iter().chain(vendored).collect()
});

/// The file at a path.
pub(super) fn find(path: &str) -> Option<Reply> {
    ASSETS.get(path).cloned()
}

/// A part of the page, under the page's policy.
pub(super) fn reply(kind: &str, body: impl Into<Vec<u8>>) -> Reply {
    Reply::body(200, body)
        .header("Content-Type", kind)
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_has_every_file_that_the_page_asks_for() {
        for (path, ..) in OWN {
            assert!(find(path).is_some(), "{path}");
        }
        for (path, ..) in SWAGGER_UI {
            assert!(find(path).is_some(), "{path}");
        }
        assert_eq!(ASSETS.len(), OWN.len() + SWAGGER_UI.len());
    }
}
