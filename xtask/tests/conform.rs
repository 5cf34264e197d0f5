//! `cargo xtask conform` and `cargo xtask new-operation`: what they print and how they end.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A small page and, but for one limit, what it says as a document.
const PAGE: &str = "\
## URI

DELETE /v1/shelves/{shelf_id}

Table 1 Path parameters

| Parameter | Mandatory | Type | Description |
| --- | --- | --- | --- |
| shelf_id | Yes | String | Which shelf. Maximum: 36 |

## Response Parameters

**Status code: 204**

Gone.
";
const DOCUMENT: &str = "\
openapi: 3.0.3
info: { title: Shelves, version: 1.0.0 }
servers: [{ url: 'https://example.com' }]
paths:
  /v1/shelves/{shelf_id}:
    delete:
      operationId: deleteShelf
      parameters:
        - name: shelf_id
          in: path
          required: true
          description: Which shelf.
          schema: { type: string, maxLength: 36 }
      responses:
        '204': { description: Gone. }
";

/// What a command printed, and how it ended.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    error: String,
}

/// A directory with a page and a document.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a directory"));
        folder.write("page.md", PAGE);
        folder.write("document.yaml", DOCUMENT);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    #[expect(clippy::disallowed_methods, reason = "a test writes what the command reads")]
    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("it can be written");
    }

    /// Runs a command here; the directory itself does not show in what it prints.
    fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .expect("xtask starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ran { code: output.status.code(), out: text(&output.stdout), error: text(&output.stderr) }
    }

    fn conform(&self, rest: &[&str]) -> Ran {
        self.run(&[&["conform", "page.md", "--spec", "document.yaml"], rest].concat())
    }
}

#[test]
fn a_document_that_says_what_the_page_says_conforms() {
    let ran = Folder::new().conform(&[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(ran.out, "document.yaml conforms to page.md\n", "{ran:?}");
    assert_eq!(ran.error, "");
}

#[test]
fn a_departure_is_shown_in_both_formats_and_fails() {
    let folder = Folder::new();
    folder.write("document.yaml", &DOCUMENT.replace("maxLength: 36", "maxLength: 32"));
    let text = folder.conform(&[]);
    assert_eq!(text.code, Some(1), "{text:?}");
    let shown = text.out.clone() + &text.error;
    for part in ["different", "maxLength", "36", "32", "page.md:9", "document.yaml:13"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains('\x1b'), "{shown}");
    let json = folder.conform(&["--format", "json"]);
    assert_eq!(json.code, Some(1), "{json:?}");
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("one JSON object");
    assert_eq!((&json["conforms"], &json["file"]), (&false.into(), &"page.md".into()));
    assert_eq!(json["departures"].as_array().map(Vec::len), Some(1), "{json}");
    let departure = &json["departures"][0];
    assert_eq!(
        (&departure["kind"], &departure["fact"]),
        (&"different".into(), &"maxLength".into())
    );
    assert_eq!((&departure["page"]["line"], &departure["spec"]["line"]), (&9.into(), &13.into()));
    assert_eq!(json["page"]["tables"][0]["role"], "path");
}

#[test]
fn a_page_without_tables_or_without_an_operation_is_said_to_be_so() {
    let folder = Folder::new();
    folder.write("page.md", "# Shelves\n\nThere are many.\n");
    let ran = folder.conform(&[]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!((ran.out + &ran.error).contains("spells no method with a path"));
    let ran = folder.run(&["new-operation", "page.md"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    assert!(ran.error.contains("page.md:1: not understood: it spells no method"), "{ran:?}");
    // Without tables, but with its operation.
    folder.write("page.md", "## URI\n\nDELETE /v1/shelves/{shelf_id}\n");
    let ran = folder.conform(&["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("one JSON object");
    assert_eq!(json["page"]["operations"][0]["method"], "delete");
    assert_eq!(json["page"]["tables"], serde_json::json!([]));
}

#[test]
fn what_cannot_be_read_ends_with_2_and_is_named() {
    let folder = Folder::new();
    for arguments in [
        &["conform", "missing.md"][..],
        &["conform", "page.md", "--spec", "missing.yaml"],
        &["new-operation", "missing.md"],
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.error.contains("cannot read missing."), "{ran:?}");
    }
    for arguments in [
        &["conform"][..],
        &["conform", "page.md", "--format", "xml"],
        &["conform", "page.md", "--unknown"],
        &["new-operation"],
        &["new-operation", "page.md", "page.md"],
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.error.starts_with("error: ") && ran.out.is_empty(), "{ran:?}");
    }
    // A document that is no YAML is a finding, with its line.
    folder.write("document.yaml", "openapi: [\n");
    let ran = folder.conform(&[]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.error.contains("document.yaml:"), "{ran:?}");
}

#[test]
fn nothing_departs_from_what_new_operation_prints() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/conform");
    let folder = Folder::new();
    for page in [
        folder.path("page.md"),
        pages.join("zh-create.md"),
        pages.join("en-shuffled.md"),
        pages.join("malformed.md"),
    ] {
        let page = page.to_str().expect("a path in UTF-8");
        let draft = folder.run(&["new-operation", page]);
        assert_eq!(draft.code, Some(0), "{page}: {draft:?}");
        folder.write("draft.yaml", &draft.out);
        let ran = folder.run(&["conform", page, "--spec", "draft.yaml"]);
        assert_eq!(ran.code, Some(0), "{page}: {ran:?}");
    }
}
