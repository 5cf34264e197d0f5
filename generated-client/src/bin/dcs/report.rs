//! What came of each task, for people and for programs.

use huaweicloud_dcs::{Deleted, Error, TaskId};
use serde_json::{Value, json};

use crate::exit::Exit;
use crate::text::{causes, line};
use crate::{Stop, advice};

/// What came of a task.
pub(crate) struct Outcome {
    pub(crate) task: TaskId,
    pub(crate) result: Result<Deleted, Error>,
    /// Whether it is no error that the task is not there.
    pub(crate) ignored: bool,
}

impl Outcome {
    pub(crate) fn exit(&self) -> Exit {
        match &self.result {
            Err(error) if !self.ignored => advice::exit(error),
            _ => Exit::Done,
        }
    }

    /// One word for it.
    pub(crate) fn word(&self) -> &'static str {
        match &self.result {
            Ok(deleted) if deleted.is_presumed() => "presumed deleted",
            Ok(_) => "deleted",
            Err(_) if self.ignored => "not found",
            Err(error) if advice::is_open(error) => "unknown",
            Err(_) => "failed",
        }
    }

    /// Lines for people; those of a failure belong to standard error.
    pub(crate) fn text(&self) -> String {
        match &self.result {
            Err(error) if !self.ignored => failure(&self.task, error),
            _ => format!("{} {}\n", self.word(), self.task.as_str()),
        }
    }

    /// One line for programs.
    pub(crate) fn json(&self) -> String {
        let mut out = json!({"task_id": self.task, "result": self.word().replace(' ', "_")});
        match &self.result {
            Ok(deleted) => {
                out["status"] = json!(deleted.status().as_u16());
                out["request_id"] = json!(deleted.request_id());
                out["attempts"] = json!(deleted.attempts());
            }
            Err(error) => {
                out["status"] = json!(error.status().map(|status| status.as_u16()));
                out["request_id"] = json!(error.request_id());
                out["attempts"] = json!(error.attempts());
                out["error"] = details(error);
            }
        }
        format!("{out}\n")
    }
}

fn failure(task: &TaskId, error: &Error) -> String {
    // Of an answer the rows tell all.
    let reason = match error.status() {
        Some(_) => "the service answered with an error".to_owned(),
        None => line(&error.to_string()),
    };
    let (not_known, task) = (advice::is_open(error), task.as_str());
    let mut out = if not_known {
        format!("error: it is not known whether task {task} is deleted: {reason}\n")
    } else {
        format!("error: task {task} is not deleted: {reason}\n")
    };
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
        ("next", Some(advice::next(error).to_owned())),
    ];
    for (name, value) in rows {
        if let Some(value) = value {
            out.push_str(&format!("  {name:<8} {value}\n"));
        }
    }
    out
}

fn details(error: &Error) -> Value {
    let code = error.code();
    json!({
        "kind": format!("{:?}", error.kind()).to_lowercase(),
        "text": error.to_string(),
        "code": code.as_ref().map(|code| code.as_str()),
        "meaning": code.as_ref().and_then(|code| code.meaning()),
        "message": error.message(),
        "cause": Some(causes(error)).filter(|causes| !causes.is_empty()),
        "next": advice::next(error),
    })
}

/// Why the command ended before it sent anything.
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
