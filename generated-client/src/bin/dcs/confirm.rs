//! The question before deleting.

use std::io::{self, BufRead, IsTerminal as _};

use futures_util::future::{Either, select};
use tokio::runtime::Runtime;

use crate::exit::Exit;
use crate::{Stop, output};

/// Asks on the terminal. Where there is none, nobody can answer, and a script has to say `--yes`:
/// what is deleted cannot be brought back.
pub(crate) fn confirm(runtime: &Runtime, yes: bool, question: String) -> Result<(), Stop> {
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    if yes || !terminal {
        return ask(yes, terminal, &question, io::empty());
    }
    // An interrupt means no, also where whoever started the command has it ignore them.
    runtime.block_on(async {
        let mut interrupt = Box::pin(tokio::signal::ctrl_c());
        // Registers the handler before anyone can answer.
        let registered = std::future::poll_fn(|context| {
            std::task::Poll::Ready(interrupt.as_mut().poll(context).is_pending())
        });
        registered.await;
        let asked = move || ask(false, true, &question, io::stdin().lock());
        match select(tokio::task::spawn_blocking(asked), interrupt).await {
            Either::Left((Ok(answer), _)) => answer,
            _ => {
                let message = "\nnothing was deleted".to_owned();
                Err(Stop { exit: Exit::Interrupted, message, next: None })
            }
        }
    })
}

fn ask(yes: bool, terminal: bool, question: &str, mut answers: impl BufRead) -> Result<(), Stop> {
    if yes {
        return Ok(());
    }
    if !terminal {
        return Err(Stop::usage("there is no terminal to ask on", "pass --yes to delete"));
    }
    output::err(&format!("{question} [y/N] "));
    let mut answer = String::new();
    let read = answers.read_line(&mut answer);
    if read.is_ok() && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes") {
        return Ok(());
    }
    Err(Stop { exit: Exit::Usage, message: "nothing was deleted".to_owned(), next: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_yes_is_yes() {
        for (answer, good) in [
            ("y\n", true),
            ("Yes\r\n", true),
            ("n\n", false),
            ("\n", false),
            ("", false),
            ("yep\n", false),
        ] {
            assert_eq!(ask(false, true, "?", answer.as_bytes()).is_ok(), good, "{answer:?}");
        }
    }

    #[test]
    fn without_a_terminal_only_the_option_says_yes() {
        let stop = ask(false, false, "?", &b"y\n"[..]).expect_err("nobody to ask");
        assert_eq!((stop.exit, stop.next.as_deref()), (Exit::Usage, Some("pass --yes to delete")));
        assert!(ask(true, false, "?", &b""[..]).is_ok());
    }
}
