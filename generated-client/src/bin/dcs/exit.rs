//! What the command ends with.

use std::process::ExitCode;

/// The exit codes, from good to bad: of several tasks the worst counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// All is done.
    Done,
    /// The service said no.
    Refused,
    /// The service could not be reached, so that the outcome is not known.
    Unreachable,
    /// Arguments, configuration or credentials; nothing was sent.
    Usage,
    /// Interrupted from the keyboard.
    Interrupted,
}

impl Exit {
    /// The number that the process ends with.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
            Self::Usage => 2,
            Self::Unreachable => 3,
            // As a shell has it: 128 and the number of the signal.
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_outcomes_the_worst_counts() {
        let worst = |exits: &[Exit]| exits.iter().max().map(|exit| exit.code());
        assert_eq!(worst(&[Exit::Done, Exit::Refused, Exit::Done]), Some(1));
        assert_eq!(worst(&[Exit::Refused, Exit::Unreachable, Exit::Done]), Some(3));
        assert_eq!(worst(&[Exit::Unreachable, Exit::Usage]), Some(2));
        assert_eq!(worst(&[Exit::Usage, Exit::Interrupted]), Some(130));
    }
}
