//! Reports the outcome of each request, for people and for programs.

use huaweicloud_dcs::generated::cli::Answer;
use huaweicloud_dcs::{Error, Success};
use serde_json::{Value, json};

use crate::exit::Exit;
use crate::subject::Subject;
use crate::text::{causes, line, visible};
use crate::{Stop, advice, answer};

/// The outcome of one of many deletions.
pub(crate) struct Outcome<'a> {
    pub(crate) subject: &'a Subject,
    pub(crate) target: String,
    pub(crate) result: Result<Success<Answer>, Error>,
    /// True if the thing to delete does not exist and that is no error.
    pub(crate) ignored: bool,
}

impl Outcome<'_> {
    pub(crate) fn exit(&self) -> Exit {
        match &self.result {
            Err(error) if !self.ignored => advice::exit(error),
            _ => Exit::Done,
        }
    }

    /// One word for it.
    pub(crate) fn word(&self) -> &'static str {
        match &self.result {
            Ok(success) if matches!(**success, Answer::Empty { presumed: true }) => {
                "presumed deleted"
            }
            Ok(_) => "deleted",
            Err(_) if self.ignored => "not found",
            Err(error) if advice::is_unknown(self.subject, error) => "unknown",
            Err(error) if advice::is_taken(self.subject, error) => "deleted",
            Err(_) => "failed",
        }
    }

    /// Lines for people; those of a failure belong to standard error.
    pub(crate) fn text(&self) -> String {
        match &self.result {
            Err(error) if !self.ignored => failure(self.subject, Some(&self.target), error),
            result => {
                let answer = result.as_ref().ok().and_then(|success| match &**success {
                    Answer::Json(value) => Some(answer::text(value)),
                    _ => None,
                });
                let target = visible(&self.target);
                format!("{} {target}\n{}", self.word(), answer.unwrap_or_default())
            }
        }
    }

    /// One line for programs.
    pub(crate) fn json(&self) -> String {
        let name = self.subject.target.map_or("target", |target| target.name);
        let mut out = json!({name: self.target, "result": self.word().replace(' ', "_")});
        match &self.result {
            Ok(success) => {
                of_success(&mut out, success);
                if let Answer::Json(value) = &**success {
                    out["answer"] = value.clone();
                }
            }
            Err(error) => of_error(&mut out, self.subject, error),
        }
        answer::json(&out)
    }
}

fn of_success(out: &mut Value, success: &Success<Answer>) {
    out["status"] = json!(success.status().as_u16());
    out["request_id"] = json!(success.request_id());
    out["attempts"] = json!(success.attempts());
}

fn of_error(out: &mut Value, subject: &Subject, error: &Error) {
    out["status"] = json!(error.status().map(|status| status.as_u16()));
    out["request_id"] = json!(error.request_id());
    out["attempts"] = json!(error.attempts());
    out["error"] = details(subject, error);
}

/// Reports an operation that succeeded and whose answer has no body.
pub(crate) fn done(subject: &Subject, success: &Success<Answer>, json: bool) -> String {
    if !json {
        return format!("{} succeeded: {}\n", subject.name, success.status());
    }
    let mut out = json!({"operation": subject.name, "result": "succeeded"});
    of_success(&mut out, success);
    answer::json(&out)
}

/// Reports an operation that failed, for programs.
pub(crate) fn failure_json(subject: &Subject, error: &Error) -> String {
    let result = match (advice::is_unknown(subject, error), advice::is_taken(subject, error)) {
        (true, _) => "unknown",
        (false, true) => "succeeded",
        (false, false) => "failed",
    };
    let mut out = json!({"operation": subject.name, "result": result});
    of_error(&mut out, subject, error);
    answer::json(&out)
}

/// Reports an operation that failed, for people. `target` is the thing that it was about.
pub(crate) fn failure(subject: &Subject, target: Option<&str>, error: &Error) -> String {
    // The rows below tell all that is known of an answer.
    let reason = match error.status() {
        Some(_) if error.kind() == huaweicloud_dcs::ErrorKind::Response => {
            "the service answered with an error".to_owned()
        }
        _ => line(&error.to_string()),
    };
    let Subject { name, noun, .. } = subject;
    let taken = advice::is_taken(subject, error);
    let what = match (advice::is_unknown(subject, error), target.map(visible)) {
        (false, Some(target)) if taken => {
            format!("{noun} {target} is deleted, but its answer is of no use")
        }
        (false, None) if taken => format!("{name} succeeded, but its answer is of no use"),
        (true, Some(target)) => format!("it is not known whether {noun} {target} is deleted"),
        (false, Some(target)) => format!("{noun} {target} is not deleted"),
        (true, None) => format!("it is not known whether {name} took effect"),
        (false, None) => format!("{name} failed"),
    };
    let mut out = format!("error: {what}: {reason}\n");
    let causes = causes(error);
    let meaning = error.code().and_then(|code| code.meaning().map(str::to_owned));
    let message = error.message().map(line).filter(|message| Some(message) != meaning.as_ref());
    let rows = [
        ("status", error.status().map(|status| status.to_string())),
        ("code", error.code().map(|code| line(code.as_str()))),
        ("meaning", meaning),
        ("message", message),
        ("request", error.request_id().map(line)),
        ("cause", Some(causes).filter(|causes| !causes.is_empty())),
        ("next", Some(advice::next(subject, error))),
    ];
    for (name, value) in rows {
        if let Some(value) = value {
            out.push_str(&format!("  {name:<8} {value}\n"));
        }
    }
    out
}

fn details(subject: &Subject, error: &Error) -> Value {
    let code = error.code();
    json!({
        "kind": format!("{:?}", error.kind()).to_lowercase(),
        "text": error.to_string(),
        "code": code.as_ref().map(|code| code.as_str()),
        "meaning": code.as_ref().and_then(|code| code.meaning()),
        "message": error.message(),
        "cause": Some(causes(error)).filter(|causes| !causes.is_empty()),
        "next": advice::next(subject, error),
    })
}

/// Reports why the command ended before it sent anything.
pub(crate) fn stop(stop: &Stop, json: bool) -> String {
    let kind = if stop.exit == Exit::Usage { "usage" } else { "other" };
    match (json, &stop.next) {
        (true, next) => {
            format!("{}\n", json!({"error": {"kind": kind, "message": stop.message, "next": next}}))
        }
        (false, Some(next)) => format!("error: {}\n  {:<8} {next}\n", stop.message, "next"),
        (false, None) => format!("{}\n", stop.message),
    }
}
