//! The page.

use super::{Contract, Kind};

/// How wide lines of the page are.
const WIDTH: usize = 100;

impl Contract {
    /// A section an operation, schema or other part; a line what is said about a part of it.
    /// `~` marks what only the document says.
    pub fn render(&self) -> String {
        let mut out = "~ marks what only the document says: no code holds it\n".to_owned();
        let mut last = (String::new(), String::new());
        let mut line = Line::default();
        for ((section, subject, attribute), fact) in &self.facts {
            if fact.kind == Kind::Compared {
                continue;
            }
            if last.0 != *section {
                line.end(&mut out);
                out.push_str(&format!("\n{section}\n"));
            }
            if (&last.0, &last.1) != (section, subject) {
                line.end(&mut out);
                line = Line::starting(subject);
                last = (section.clone(), subject.clone());
            }
            let mark = if fact.kind == Kind::DocumentOnly { "~ " } else { "" };
            let counted = attribute.bytes().all(|byte| byte.is_ascii_digit());
            line.add(&if attribute == "text" {
                format!("{mark}\"{}\"", fact.value)
            } else if counted {
                format!("{mark}{}", fact.value)
            } else {
                format!("{mark}{attribute} {}", fact.value)
            });
        }
        line.end(&mut out);
        out
    }
}

#[derive(Default)]
struct Line {
    done: String,
    current: String,
    items: usize,
}

impl Line {
    fn starting(subject: &str) -> Self {
        Self { current: format!("  {subject:<23} "), ..Self::default() }
    }

    fn add(&mut self, item: &str) {
        if self.items > 0 {
            self.current.push_str(", ");
        }
        if self.items > 0 && self.current.len() + item.len() > WIDTH {
            self.done.push_str(self.current.trim_end());
            self.done.push('\n');
            self.current = " ".repeat(26);
        }
        self.current.push_str(item);
        self.items += 1;
    }

    fn end(&mut self, out: &mut String) {
        if self.items > 0 {
            out.push_str(&self.done);
            out.push_str(self.current.trim_end());
            out.push('\n');
        }
        *self = Self::default();
    }
}
