//! A line of a shell, taken apart.

/// The words of a command with quotes, variables in double quotes and lines that go on.
pub(crate) fn words(source: &str, variables: &[(&str, &str)]) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut chars = source.trim_end().chars();
    while let Some(char) = chars.next() {
        match (quote, char) {
            (None, '\'' | '"') => {
                quote = Some(char);
                word.get_or_insert_default();
            }
            (Some(open), close) if open == close => quote = None,
            (None, '\\') => assert_eq!(chars.next(), Some('\n'), "{source}"),
            (None, ' ' | '\n') => words.extend(word.take()),
            (None, '$' | '`' | ';' | '|' | '&' | '>' | '<' | '*') | (Some('"'), '\\' | '`') => {
                panic!("no sample needs a {char} there: {source}")
            }
            (_, char) => word.get_or_insert_default().push(char),
        }
    }
    assert_eq!(quote, None, "{source}");
    words.extend(word);
    for word in &mut words {
        for (name, value) in variables {
            *word = word.replace(&format!("${name}"), value);
        }
    }
    words
}
