//! Whether version and changelog say what the changes since the last release ask for.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::Verdict;
use crate::diff::Bump;
use crate::finding::{Finding, Level, Report};
use crate::source::{Source, Span};

/// The three numbers of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Version {
    /// Reads `1.2.3`, and of `1.2.3-rc.1` or `1.2.3+build` the same three numbers.
    pub fn parse(text: &str) -> Option<Self> {
        let core = text.split(['-', '+']).next()?;
        let mut numbers = core.split('.').map(|part| {
            let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        });
        let version =
            Self { major: numbers.next()??, minor: numbers.next()??, patch: numbers.next()?? };
        numbers.next().is_none().then_some(version)
    }

    /// The version of a release's tag: `v1.2.3`, and nothing after it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let text = tag.strip_prefix('v')?;
        Self::parse(text).filter(|_| !text.contains(['-', '+']))
    }

    /// The lowest version that may follow this one. Before 1.0 Cargo takes the second number for
    /// what breaks, and before 0.1 the third.
    fn next(self, bump: Bump) -> Self {
        let Self { major, minor, patch } = self;
        match (bump, major, minor) {
            (Bump::None, ..) => self,
            (Bump::Major, 0, 0) | (Bump::Minor, 0, _) | (Bump::Patch, ..) => {
                Self { major, minor, patch: patch.saturating_add(1) }
            }
            (Bump::Major, 0, _) | (Bump::Minor, ..) => {
                Self { major, minor: minor.saturating_add(1), patch: 0 }
            }
            (Bump::Major, ..) => Self { major: major.saturating_add(1), minor: 0, patch: 0 },
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// A version and where a manifest gives it.
#[derive(Debug, Clone)]
pub struct Manifest {
    source: Arc<Source>,
    span: Span,
    version: Version,
}

impl Manifest {
    /// Finds `version = "…"` in a table of a manifest, such as `workspace.package`.
    pub fn find(source: &Arc<Source>, table: &str) -> Option<Self> {
        let heading = format!("[{table}]");
        let (mut inside, mut at) = (false, 0);
        for line in source.text().split_inclusive('\n') {
            let text = line.trim();
            if text.starts_with('[') {
                inside = text.split('#').next().is_some_and(|text| text.trim_end() == heading);
            } else if inside && let Some(version) = quoted(text) {
                let start = at + line.find('"').unwrap_or(0);
                let span = Span { start, end: start + version.len() + 2 };
                let version = Version::parse(version)?;
                return Some(Self { source: Arc::clone(source), span, version });
            }
            at += line.len();
        }
        None
    }

    /// The version that it gives.
    pub fn version(&self) -> Version {
        self.version
    }
}

fn quoted(line: &str) -> Option<&str> {
    let value = line.strip_prefix("version")?.trim_start().strip_prefix('=')?.trim_start();
    value.strip_prefix('"')?.split('"').next()
}

/// Holds version and changelog against the verdict on all changes since `release`.
pub fn check(
    verdict: Verdict,
    release: Version,
    manifest: &Manifest,
    changelog: &Arc<Source>,
) -> Vec<Report> {
    let reports = [
        Report::new(Arc::clone(&manifest.source), version(verdict, release, manifest)),
        Report::new(Arc::clone(changelog), entries(verdict, release, manifest.version, changelog)),
    ];
    reports.into_iter().filter(|report| !report.is_empty()).collect()
}

fn finding(rule: &'static str, span: Span, message: String, help: String) -> Vec<Finding> {
    vec![Finding { level: Level::Error, rule, span, pointer: String::new(), message, help }]
}

fn version(verdict: Verdict, release: Version, manifest: &Manifest) -> Vec<Finding> {
    let (version, least) = (manifest.version, release.next(verdict.bump()));
    let help = format!("raise it to {least} or above");
    match (version.cmp(&release), version < least) {
        (Ordering::Less, _) => finding(
            "version-below-release",
            manifest.span,
            format!("the version is {version}, below the release {release}"),
            help,
        ),
        (_, true) => finding(
            "version-too-low",
            manifest.span,
            format!(
                "the version is {version}; what changed since the release {release} asks for {}: \
                 at least {least}",
                verdict.bump(),
            ),
            help,
        ),
        (_, false) => Vec::new(),
    }
}

/// A section of the changelog.
struct Section<'a> {
    title: &'a str,
    span: Span,
    lines: Vec<&'a str>,
}

impl Section<'_> {
    /// Whether it tells of a version that is yet to come.
    fn is_next(&self, release: Version, version: Version) -> bool {
        let name = self.title.split_whitespace().next().unwrap_or_default();
        let name = name.trim_matches(['[', ']']);
        name.eq_ignore_ascii_case("unreleased")
            || (version != release && Version::parse(name.trim_start_matches('v')) == Some(version))
    }

    fn has_entry(&self) -> bool {
        self.lines.iter().any(|line| !line.trim().is_empty() && !line.starts_with(['#', '[']))
    }

    fn tells_of_breaks(&self) -> bool {
        self.lines.iter().any(|line| line.to_ascii_lowercase().contains("breaking"))
    }
}

fn sections(text: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(title) = line.strip_prefix("## ") {
            let span = Span { start: at, end: at + line.trim_end().len() };
            sections.push(Section { title: title.trim(), span, lines: Vec::new() });
        } else if let Some(section) = sections.last_mut() {
            section.lines.push(line.trim_end());
        }
        at += line.len();
    }
    sections
}

fn entries(
    verdict: Verdict,
    release: Version,
    version: Version,
    changelog: &Source,
) -> Vec<Finding> {
    let next: Vec<Section<'_>> = sections(changelog.text())
        .into_iter()
        .filter(|section| section.is_next(release, version))
        .collect();
    let span = next.first().map_or(Span::default(), |section| section.span);
    if verdict.bump() > Bump::None && !next.iter().any(Section::has_entry) {
        return finding(
            "changelog-silent",
            span,
            format!("nothing tells what changed since the release {release}"),
            "say under `## [Unreleased]` what a user of the client notices".to_owned(),
        );
    }
    if verdict.bump() == Bump::Major && !next.iter().any(Section::tells_of_breaks) {
        return finding(
            "changelog-hides-break",
            span,
            format!("no entry since the release {release} says that something breaks"),
            "start the entry of what breaks with `**Breaking:**`".to_owned(),
        );
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::super::testing::review;
    use super::super::{RustEffect, Verdict};
    use super::*;
    use crate::diff::Level as Of;

    fn version_of(text: &str) -> Version {
        Version::parse(text).expect("a version")
    }

    fn verdict(level: Option<Of>) -> Verdict {
        let levels: Vec<Of> = level.into_iter().collect();
        review(&levels, RustEffect::known(Vec::new())).verdict()
    }

    fn source(name: &str, text: &str) -> Arc<Source> {
        Arc::new(Source::new(name, text.to_owned()))
    }

    /// Rule and line of each finding.
    fn findings(level: Option<Of>, version: &str, changelog: &str) -> Vec<(&'static str, usize)> {
        let manifest =
            source("Cargo.toml", &format!("[workspace.package]\nversion = \"{version}\"\n"));
        let manifest = Manifest::find(&manifest, "workspace.package").expect("a version");
        let changelog = source("CHANGELOG.md", changelog);
        let reports = check(verdict(level), version_of("0.3.1"), &manifest, &changelog);
        let of = |report: &Report| -> Vec<_> {
            report.findings().iter().map(|f| (f.rule, report.position(f).line)).collect()
        };
        reports.iter().flat_map(of).collect()
    }

    #[test]
    fn the_lowest_next_version_follows_cargo() {
        for (release, patch, minor, major) in [
            ("1.2.3", "1.2.4", "1.3.0", "2.0.0"),
            ("0.3.1", "0.3.2", "0.3.2", "0.4.0"),
            ("0.0.4", "0.0.5", "0.0.5", "0.0.5"),
        ] {
            let next = |bump| version_of(release).next(bump).to_string();
            assert_eq!(next(Bump::None), release);
            assert_eq!(next(Bump::Patch), patch);
            assert_eq!(next(Bump::Minor), minor);
            assert_eq!(next(Bump::Major), major);
        }
    }

    #[test]
    fn versions_and_tags_are_told_from_other_text() {
        for text in ["1.2", "1.2.3.4", "1.2.x", "v1.2.3", "", "+1.2.3", "1..3", "-1.2.3"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
        assert_eq!(version_of("1.2.3-rc.1"), version_of("1.2.3"));
        assert!(version_of("0.10.0") > version_of("0.9.9"));
        assert_eq!(Version::of_tag("v0.10.0"), Some(version_of("0.10.0")));
        for tag in ["0.1.0", "v0.1", "v0.1.0-rc.1", "vault", "release-1.0.0"] {
            assert_eq!(Version::of_tag(tag), None, "{tag}");
        }
    }

    #[test]
    fn the_version_stands_in_its_table_alone() {
        let text = "[package]\nversion = \"9.9.9\" # no\n[workspace.package] # here\n\
                    rust-version = \"1.88\"\nversion=\"0.1.0\"\n[x]\nversion = \"3.0.0\"\n";
        let find = |table| Manifest::find(&source("Cargo.toml", text), table);
        let found = find("workspace.package").expect("a version");
        assert_eq!(found.version(), version_of("0.1.0"));
        assert_eq!(&text[found.span.start..found.span.end], "\"0.1.0\"");
        assert_eq!(found.source.position(found.span.start).line, 5);
        assert_eq!(find("package").map(|found| found.version()), Some(version_of("9.9.9")));
        assert!(find("workspace").is_none());
    }

    #[test]
    fn a_version_that_is_too_low_is_found_where_it_stands() {
        let told = "## [Unreleased]\n- **Breaking:** x\n";
        for (level, version, expected) in [
            (Some(Of::Breaking), "0.3.1", Some("version-too-low")),
            (Some(Of::Breaking), "0.3.2", Some("version-too-low")),
            (Some(Of::Breaking), "0.4.0", None),
            (Some(Of::Breaking), "1.0.0", None),
            (Some(Of::Compatible), "0.3.1", Some("version-too-low")),
            (Some(Of::Compatible), "0.3.2", None),
            (Some(Of::Documentation), "0.3.2", None),
            (None, "0.3.1", None),
            (None, "0.3.0", Some("version-below-release")),
        ] {
            let expected: Vec<_> = expected.map(|rule| (rule, 2)).into_iter().collect();
            assert_eq!(findings(level, version, told), expected, "{level:?} {version}");
        }
    }

    #[test]
    fn the_changelog_must_tell_what_changed_and_what_breaks() {
        let silent = |line| vec![("changelog-silent", line)];
        let hides = |line| vec![("changelog-hides-break", line)];
        let (minor, major) = (Some(Of::Compatible), Some(Of::Breaking));
        for (level, changelog, expected) in [
            (minor, "# Changes\n\n## [Unreleased]\n\n### Added\n\n## [0.3.1]\n- x\n", silent(3)),
            (minor, "# Changes\n", silent(1)),
            (minor, "## [0.4.0] - 2030-01-01\n- x\n", vec![]),
            (minor, "## 0.4.0\n- x\n", vec![]),
            (minor, "## [0.5.0]\n- x\n", silent(1)),
            (None, "# Changes\n", vec![]),
            (major, "\n## Unreleased\n- x\n## [0.3.1]\n- Breaking: y\n", hides(2)),
            (major, "## [Unreleased]\n## [0.4.0]\n### Breaking changes\n- x\n", vec![]),
            (major, "## [Unreleased]\n[link]: https://example.com\n", silent(1)),
        ] {
            assert_eq!(findings(level, "0.4.0", changelog), expected, "{changelog}");
        }
        // The section of the release itself tells of nothing after it.
        let old = findings(minor, "0.3.1", "## [0.3.1]\n- x\n");
        assert_eq!(old, [("version-too-low", 2), ("changelog-silent", 1)]);
    }
}
