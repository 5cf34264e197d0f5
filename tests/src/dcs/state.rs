//! What the fake service knows, and what it does with a request.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use huaweicloud_dcs::Clock as _;
use serde::Serialize;

use super::codes::{gateway_error, service_error};
use super::keys::{AccessKey, Token};
use super::other;
use super::plan::{Plan, Struck};
use super::route::{Route, well_formed};
use super::signature::{Refusal, verify};
use crate::clock::FakeClock;
use crate::document::{Document, Operation};
use crate::server::{Reply, Request};

/// The body of the answer to a task that has been deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Success {
    /// 204 without a body, as the API reference has it.
    #[default]
    NoContent,
    /// 200 with an empty message, as the API Explorer has it.
    Message,
}

#[derive(Clone, Debug, Default)]
struct Instance {
    project: String,
    tasks: BTreeMap<String, TaskState>,
}

#[derive(Clone, Copy, Debug, Default)]
struct TaskState {
    exists: bool,
    deletions: usize,
}

/// A task, and whether it is still there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    /// The project that the instance belongs to.
    pub project: String,
    /// The instance that the task belongs to.
    pub instance: String,
    /// The task.
    pub task: String,
    /// Whether it has not been deleted.
    pub exists: bool,
}

/// The state of the service.
#[derive(Debug)]
pub(super) struct State {
    /// `None` is the clock of the system.
    pub(super) clock: Option<FakeClock>,
    pub(super) prefix: String,
    /// Says which operations there are.
    pub(super) document: Arc<Document>,
    pub(super) success: Success,
    pub(super) tokens: Vec<Token>,
    pub(super) keys: Vec<AccessKey>,
    pub(super) plan: Plan,
    pub(super) struck: Vec<Struck>,
    pub(super) catastrophe: bool,
    instances: BTreeMap<String, Instance>,
    answers: u64,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            clock: None,
            prefix: String::new(),
            document: Document::spec(),
            success: Success::default(),
            tokens: Vec::new(),
            keys: Vec::new(),
            plan: Plan::none(),
            struck: Vec::new(),
            catastrophe: false,
            instances: BTreeMap::new(),
            answers: 0,
        }
    }

    pub(super) fn add_instance(&mut self, instance: &str, project: &str) {
        self.instances.entry(instance.to_owned()).or_default().project = project.to_owned();
    }

    pub(super) fn add_task(&mut self, instance: &str, task: &str) {
        let instance = self.instances.entry(instance.to_owned()).or_default();
        instance.tasks.entry(task.to_owned()).or_default().exists = true;
    }

    pub(super) fn deletions(&self, instance: &str, task: &str) -> usize {
        self.task(instance, task).map_or(0, |task| task.deletions)
    }

    pub(super) fn exists(&self, instance: &str, task: &str) -> bool {
        self.task(instance, task).is_some_and(|task| task.exists)
    }

    /// Every task there ever was.
    pub(super) fn tasks(&self) -> Vec<Task> {
        let tasks = self.instances.iter().flat_map(|(id, instance)| {
            instance.tasks.iter().map(move |(task, state)| Task {
                project: instance.project.clone(),
                instance: id.clone(),
                task: task.clone(),
                exists: state.exists,
            })
        });
        tasks.collect()
    }

    fn task(&self, instance: &str, task: &str) -> Option<&TaskState> {
        self.instances.get(instance)?.tasks.get(task)
    }

    /// Answers one request, with the fault that the plan has for it.
    pub(super) fn answer(&mut self, request: &Request) -> Reply {
        self.answers += 1;
        let request_id = format!("{:032x}", self.answers);
        let route = Route::of(request, &self.prefix, &self.document);
        if matches!(route, Route::DeleteInstance { .. }) {
            self.catastrophe = true;
        }
        let Some(strike) = self.plan.next() else {
            let (reply, _) = self.handle(request, &route, &request_id);
            return reply.header("X-Request-Id", &request_id);
        };
        let (reply, performed) = match strike.after {
            true => self.handle(request, &route, &request_id),
            false => (self.success(&route), false),
        };
        let name = strike.fault.name();
        self.struck.push(Struck { name, performed, target: request.target.clone() });
        strike.fault.reply(reply.header("X-Request-Id", &request_id), &request_id)
    }

    /// Does what the request asks for, and says whether it was carried out.
    fn handle(&mut self, request: &Request, route: &Route, request_id: &str) -> (Reply, bool) {
        match self.carry_out(request, route) {
            Ok(()) => (self.success(route), !matches!(route, Route::DeleteInstance { .. })),
            Err(Denial::Code(code)) => (service_error(code), false),
            Err(Denial::Gateway(refusal)) => {
                let message = format!("Incorrect IAM authentication information: {refusal}");
                (gateway_error(401, "APIGW.0301", &message, request_id), false)
            }
        }
    }

    fn carry_out(&mut self, request: &Request, route: &Route) -> Result<(), Denial> {
        match route {
            Route::Unknown => Err(Denial::Code("DCS.4001")),
            Route::WrongMethod => Err(Denial::Code("DCS.5001")),
            Route::DeleteTask { project, instance, task } => {
                self.admit(request, project)?;
                self.delete_task(project, instance, task)
            }
            Route::DeleteInstance { project, instance } => {
                self.admit(request, project)?;
                self.find_instance(project, instance)?;
                self.instances.remove(instance);
                Ok(())
            }
            Route::Other { operation, values } => {
                let document = Arc::clone(&self.document);
                let operation = document.operations().get(*operation);
                operation.map_or(Err(Denial::Code("DCS.4001")), |operation| {
                    self.check(request, operation, values)
                })
            }
        }
    }

    /// The checks of an operation that does nothing here: those of the caller, the project and the
    /// instance, and whether the request is complete.
    fn check(
        &mut self,
        request: &Request,
        operation: &Operation,
        values: &BTreeMap<String, String>,
    ) -> Result<(), Denial> {
        let project = values.get("project_id").map_or("", String::as_str);
        self.admit(request, project)?;
        match values.get("instance_id") {
            Some(instance) => drop(self.find_instance(project, instance)?),
            None if values.contains_key("project_id") && !well_formed(project) => {
                return Err(Denial::Code("DCS.4002"));
            }
            None => {}
        }
        other::missing(operation, request).map_or(Ok(()), |code| Err(Denial::Code(code)))
    }

    /// Checks who is calling: every proof that the request holds, and that it holds one. What has
    /// not the form of a project ID passes: its form is what is wrong with it.
    fn admit(&self, request: &Request, project: &str) -> Result<(), Denial> {
        let now = self.clock.as_ref().map_or_else(SystemTime::now, |clock| clock.now());
        let has = |name: &str| request.headers.iter().any(|(n, _)| n.eq_ignore_ascii_case(name));
        let (signed, token) = (has("authorization"), has("x-auth-token"));
        if !signed && !token {
            return Err(Denial::Code("DCS.1003"));
        }
        if signed {
            let key = verify(request, &self.keys, now).map_err(Denial::Gateway)?;
            let named = request.header("x-project-id").unwrap_or(project);
            let granted = key.projects.contains(project) && named == project;
            if !granted && well_formed(project) {
                return Err(Denial::Code("DCS.2003"));
            }
        }
        if token {
            let sent = request.header("x-auth-token");
            let token = self.tokens.iter().find(|token| Some(token.token.as_str()) == sent);
            let token = token.ok_or(Denial::Code("DCS.1001"))?;
            if token.expires.is_some_and(|expires| expires <= now) {
                return Err(Denial::Code("DCS.1002"));
            }
            if token.project != project && well_formed(project) {
                return Err(Denial::Code("DCS.1004"));
            }
        }
        Ok(())
    }

    fn find_instance(&mut self, project: &str, instance: &str) -> Result<&mut Instance, Denial> {
        for (id, code) in [(project, "DCS.4002"), (instance, "DCS.4061")] {
            if !well_formed(id) {
                return Err(Denial::Code(code));
            }
        }
        let found = self.instances.get_mut(instance).ok_or(Denial::Code("DCS.3022"))?;
        if found.project == project { Ok(found) } else { Err(Denial::Code("DCS.2003")) }
    }

    fn delete_task(&mut self, project: &str, instance: &str, task: &str) -> Result<(), Denial> {
        // The form of all IDs comes before what they name.
        let formed = well_formed(project) && well_formed(instance);
        if formed && !well_formed(task) {
            return Err(Denial::Code("DCS.4070"));
        }
        let instance = self.find_instance(project, instance)?;
        match instance.tasks.get_mut(task) {
            Some(task) if task.exists => {
                task.exists = false;
                task.deletions += 1;
                Ok(())
            }
            _ => Err(Denial::Code("DCS.4001")),
        }
    }

    /// The answer to a request that is carried out.
    fn success(&self, route: &Route) -> Reply {
        if let Route::Other { operation, .. } = route
            && let Some(operation) = self.document.operations().get(*operation)
        {
            return other::reply(&operation.answer);
        }
        match self.success {
            Success::NoContent => Reply::status(204),
            Success::Message => Reply::json(200, r#"{"message": ""}"#),
        }
    }
}

/// Why a request is not carried out.
enum Denial {
    /// A code of the document.
    Code(&'static str),
    /// The gateway does not let it through.
    Gateway(Refusal),
}
