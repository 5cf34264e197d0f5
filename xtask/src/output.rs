//! What goes to the terminal.

use std::io::{self, IsTerminal, Write as _};

use codegen::finding::{Level, Report};

/// Prints a line. A reader that has gone away is no error of ours.
pub(crate) fn line(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Prints the start of a line, to be seen before the rest of it is known.
pub(crate) fn start(text: &str) {
    let mut out = io::stdout();
    let _ = write!(out, "{text}").and_then(|()| out.flush());
}

/// Prints an error in the form of the compiler's.
pub(crate) fn error(text: &str) {
    let _ = writeln!(io::stderr(), "error: {text}");
}

/// Prints a note beside the results of a command.
pub(crate) fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Whether what goes to `stream` may have colours: on a terminal whose user did not say no.
pub(crate) fn is_styled(stream: &impl IsTerminal) -> bool {
    // Set but empty does not count: https://no-color.org.
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Prints findings for a person, in colour on a terminal.
pub(crate) fn findings(report: &Report) {
    let _ = write!(io::stderr(), "{}", report.human(is_styled(&io::stderr())));
}

/// Prints a report as it is, beside the results of a command.
pub(crate) fn report(text: &str) {
    let _ = write!(io::stderr(), "{text}");
}

/// One line that counts the findings of a document.
pub(crate) fn summary(report: &Report) -> String {
    let plural =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let (errors, warnings) = (report.count(Level::Error), report.count(Level::Warning));
    let counts = match (errors, warnings) {
        (0, 0) => "no findings".to_owned(),
        (0, warnings) => plural(warnings, "warning"),
        (errors, 0) => plural(errors, "error"),
        (errors, warnings) => {
            format!("{}, {}", plural(errors, "error"), plural(warnings, "warning"))
        }
    };
    format!("{}: {counts}", report.source().name())
}
