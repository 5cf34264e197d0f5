//! No text makes the reader panic, and it comes to an end with every page.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

use std::fs;
use std::path::Path;

use codegen::conform::{compare, draft, read};
use codegen::source::Source;
use codegen::spec::Spec;
use proptest::prelude::*;
use proptest::sample::Index;

/// Pieces that pages are made of, whole and broken.
const PIECES: &[&str] = &[
    "# T\n\n",
    "## URI\n\n",
    "## 请求参数\n\n",
    "## Response Parameters\n\n",
    "## Example Requests\n\n",
    "## 状态码\n\n",
    "GET /v1/{a}/b?c={d}\n\n",
    "DELETE https://{Endpoint}/v1/x\n\n",
    "**表 1**  路径参数\n\n",
    "Table 2 Node\n\n",
    "**状态码： 200**\n\n",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "<th>",
    "</td>",
    "<td rowspan=\"3\">",
    "<td colspan=\"99999\">",
    "<thead>",
    "<tbody>",
    "<p>",
    "<li>",
    "<a name=\"x\"></a>",
    "<a href=\"#x\">Node</a>",
    "<Node>",
    "</table",
    "Array of ",
    " objects",
    "String",
    "Integer",
    "参数",
    "是否必选",
    "参数类型",
    "描述",
    "Parameter",
    "Mandatory",
    "Type",
    "Description",
    "状态码",
    "200",
    "否",
    "Yes",
    "默认值：10",
    "取值范围：1~9",
    "Enumeration values: a, b",
    "- a\n",
    "| Parameter | Type |\n| --- | --- |\n",
    "| a | b |\n",
    "```\n",
    "{\"a\": [1, {\"b\": null}]}\n",
    "\n",
    "\n\n",
    " ",
    "：",
    "\\",
    "\\_",
    "*",
    "**",
    "`",
    "[",
    "](#x)",
    "&lt;",
    "&#0;",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "é",
    "😀",
    "{}",
    "{",
    "}",
];

fn document() -> Spec {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conform/differs.yaml");
    Spec::load(&path, "differs.yaml").unwrap()
}

fn pages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conform");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths.iter().map(|path| page(path)).collect()
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
fn page(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// Everything that is done with a page; the draft must be YAML that says what the page says.
fn whole(text: &str) {
    let source = Source::new("page.md", text.to_owned());
    let page = read(&source);
    let document = document();
    let comparison = compare(&page, &document);
    let _ = comparison.human(&page, &source, document.source(), true);
    let _ = comparison.json(&page, &source, document.source()).to_string();
    if page.operations.is_empty() {
        return;
    }
    let drafted = draft(&page);
    let drafted = Spec::parse("draft.yaml", drafted.into_bytes())
        .unwrap_or_else(|report| panic!("{}", report.human(false)));
    let failing: Vec<_> =
        compare(&page, &drafted).departures.into_iter().filter(|one| one.kind.fails()).collect();
    assert!(failing.is_empty(), "{failing:#?} of\n{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        whole(&text);
    }

    #[test]
    fn any_pieces_of_pages_can_be_read(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..120)) {
        whole(&pieces.concat());
    }

    #[test]
    fn mangled_pages_can_be_read(
        which in any::<Index>(),
        edits in prop::collection::vec((any::<Index>(), any::<Index>(), prop::sample::select(PIECES)), 1..12),
    ) {
        let pages = pages();
        let mut text: Vec<char> = which.get(&pages).chars().collect();
        for (from, length, piece) in edits {
            let from = from.index(text.len() + 1);
            let to = (from + length.index(60)).min(text.len());
            text.splice(from..to, piece.chars());
        }
        whole(&text.into_iter().collect::<String>());
    }
}

/// How far apart the places are at which a page is cut; no multiple of anything in one.
const STEP: usize = 97;

#[test]
fn a_page_that_ends_too_early_can_be_read() {
    for page in pages() {
        for at in (0..page.len()).step_by(STEP) {
            let at = (0..=at).rev().find(|at| page.is_char_boundary(*at)).unwrap();
            whole(&page[..at]);
        }
    }
}

#[test]
fn a_table_under_no_status_belongs_to_the_only_good_one() {
    let row =
        |name: &str| format!("<table><tr><th>Parameter<th>Type<tr><td>{name}<td>String</table>");
    whole(&format!(
        "## URI\n\nGET /v1/a\n\n## Response Parameters\n\n{}\n\n**Status code: 200**\n\n{}\n",
        row("one"),
        row("two"),
    ));
}

#[test]
fn hostile_pages_come_to_an_end() {
    let head = "## URI\n\nGET /v1/{a}\n\n";
    for piece in [
        "<table>",
        "<table><tr><td>",
        "<td rowspan=9999 colspan=9999>x<tr>",
        "<p>",
        "**",
        "[",
        "](",
        "{",
        "|",
        "| a ",
        "<!--",
        "&",
        "`",
        "```\n",
        "- ",
        "> ",
        "表 1\n",
        "<a href=#x>",
        "</table>",
        "<table></table>",
        "默认",
        "最小值：",
        "Minimum: 0 ",
        "枚举值：\n- ",
        "Array of ",
        "/v1/",
        "# a\n\n",
        "<table><tr><th>Parameter<th>Type<tr><td>a<td>b object</table>\n\n",
    ] {
        let text = format!("{head}{}", piece.repeat(200_000 / piece.len()));
        let source = Source::new("page.md", text.clone());
        let page = read(&source);
        let _ = compare(&page, &document());
        let _ = draft(&page);
        // The same inside a cell.
        let cell = format!(
            "{head}<table><tr><th>Parameter<th>Type<th>Description<tr><td>a<td>{text}<td>{text}"
        );
        let _ = read(&Source::new("page.md", cell));
    }
}
