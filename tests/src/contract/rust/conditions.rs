//! Conditions on a character, worked out for each character.

use syn::{BinOp, Expr, Lit, RangeLimits, UnOp};

/// The value of `condition` where `name` is the byte of `c`, or, beyond ASCII, any of its bytes;
/// nothing where it is not understood.
pub(super) fn holds(condition: &Expr, name: &str, c: char) -> Option<bool> {
    match condition {
        Expr::Paren(inner) => holds(&inner.expr, name, c),
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [syn::Stmt::Expr(only, None)] => holds(only, name, c),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
            Some(!holds(&unary.expr, name, c)?)
        }
        Expr::Lit(literal) => match &literal.lit {
            Lit::Bool(value) => Some(value.value),
            _ => None,
        },
        Expr::Binary(binary) => match binary.op {
            BinOp::And(_) | BinOp::BitAnd(_) => {
                Some(holds(&binary.left, name, c)? & holds(&binary.right, name, c)?)
            }
            BinOp::Or(_) | BinOp::BitOr(_) => {
                Some(holds(&binary.left, name, c)? | holds(&binary.right, name, c)?)
            }
            BinOp::Ne(_) => Some(is_it(&binary.left, name)? && character(&binary.right)? != c),
            BinOp::Eq(_) => Some(is_it(&binary.left, name)? && character(&binary.right)? == c),
            _ => None,
        },
        Expr::MethodCall(call) if call.method == "contains" => {
            is_it(call.args.first()?, name)?;
            contains(&call.receiver, c)
        }
        Expr::MethodCall(call) => {
            is_it(&call.receiver, name)?;
            class(&call.method.to_string(), c)
        }
        _ => None,
    }
}

fn is_it(expr: &Expr, name: &str) -> Option<bool> {
    match expr {
        Expr::Path(path) if path.path.is_ident(name) => Some(true),
        Expr::Reference(reference) => is_it(&reference.expr, name),
        _ => None,
    }
}

fn character(expr: &Expr) -> Option<char> {
    match expr {
        Expr::Lit(syn::ExprLit { lit: Lit::Byte(byte), .. }) => Some(char::from(byte.value())),
        _ => None,
    }
}

fn contains(set: &Expr, c: char) -> Option<bool> {
    match set {
        Expr::Paren(inner) => contains(&inner.expr, c),
        Expr::Lit(syn::ExprLit { lit: Lit::ByteStr(bytes), .. }) => {
            Some(bytes.value().iter().any(|&byte| char::from(byte) == c))
        }
        Expr::Range(range) => {
            let first = character(range.start.as_deref()?)?;
            let last = character(range.end.as_deref()?)?;
            Some(match range.limits {
                RangeLimits::HalfOpen(_) => (first..last).contains(&c),
                RangeLimits::Closed(_) => (first..=last).contains(&c),
            })
        }
        _ => None,
    }
}

fn class(method: &str, c: char) -> Option<bool> {
    Some(match method {
        "is_ascii" => c.is_ascii(),
        "is_ascii_alphanumeric" => c.is_ascii_alphanumeric(),
        "is_ascii_alphabetic" => c.is_ascii_alphabetic(),
        "is_ascii_lowercase" => c.is_ascii_lowercase(),
        "is_ascii_uppercase" => c.is_ascii_uppercase(),
        "is_ascii_digit" => c.is_ascii_digit(),
        "is_ascii_graphic" => c.is_ascii_graphic(),
        "is_ascii_punctuation" => c.is_ascii_punctuation(),
        "is_ascii_whitespace" => c.is_ascii_whitespace(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_worked_out_or_refused() {
        let value = |text: &str, c| {
            let condition = syn::parse_str(text).expect("an expression");
            holds(&condition, "c", c)
        };
        let usual = "c.is_ascii_alphanumeric() | (c == b'-')";
        assert_eq!(value(usual, 'a'), Some(true));
        assert_eq!(value(usual, '-'), Some(true));
        assert_eq!(value(usual, '/'), Some(false));
        assert_eq!(value(usual, '漢'), Some(false));
        assert_eq!(value("!b\"-_\".contains(&c)", '-'), Some(false));
        assert_eq!(value("c != b'-'", '-'), Some(false));
        assert_eq!(value("!(b'a'..=b'f').contains(&c)", 'g'), Some(true));
        assert_eq!(value("*c != '-'", '-'), None);
        assert_eq!(value("unknown(c)", 'g'), None);
        assert_eq!(value("!other.is_ascii_digit()", 'g'), None);
    }
}
