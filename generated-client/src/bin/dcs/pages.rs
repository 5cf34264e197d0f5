//! Completions and man pages, from the same definition as the command line itself.

use clap_complete::Shell;

use crate::args;
use crate::exit::Exit;
use crate::output;

/// Prints the completions of a shell.
pub(crate) fn completions(shell: Shell) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "dcs", &mut text);
    output::out(&String::from_utf8_lossy(&text));
    Exit::Done
}

/// Prints the man page of the whole, or of one command.
pub(crate) fn man(name: Option<&str>) -> Exit {
    let mut command = args::command();
    command.build();
    let page = match name {
        None => Some(&command),
        Some(name) => command.find_subcommand(name),
    };
    let Some(page) = page else {
        output::err("error: there is no such command\n  next     see dcs --help\n");
        return Exit::Usage;
    };
    let mut text = Vec::new();
    match clap_mangen::Man::new(page.clone()).render(&mut text) {
        Ok(()) => output::out(&String::from_utf8_lossy(&text)),
        Err(error) => {
            output::err(&format!("error: the page cannot be made: {error}\n"));
            return Exit::Usage;
        }
    }
    Exit::Done
}
