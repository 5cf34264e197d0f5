// A code sample with other values in the place of the document's examples.

// Within single quotes a shell has no escapes: the quotes end, and begin again behind a quote.
const shell = (text) => text.replaceAll("'", "'\\''");

const rust = (text) =>
  text.replace(/[\\"\u0000-\u001f\u007f]/g, (char) =>
    char === '\\' || char === '"' ? `\\${char}` : `\\u{${char.codePointAt(0).toString(16)}}`);

const quote = { shell, rust };

// Why a value must not be sent, if it must not: what the document says of the parameter.
export function refusal({ name, value, schema, place = 'path', required = true }) {
  if (value === '') {
    const lost = place === 'path' ? 'the path would lose a segment' : 'the request needs it';
    return required ? `${name} is empty; ${lost}.` : null;
  }
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) {
    return `${name} may not be \u201c${value}\u201d: the document asks for ${schema.pattern}. Nothing is sent.`;
  }
  return null;
}

const inWord = (char) => char !== undefined && /[\w.~%-]/.test(char);

// The sample with these values. It holds each example as a whole word: in quotes, single ones in a
// shell's and double ones in Rust's, or as a part of a URL, behind a slash or an equals sign.
export function fill(sample, { endpoint, origin, parameters }) {
  const { source } = sample;
  const escape = quote[sample.lang] ?? ((text) => text);
  const written = (text, inUrl) => escape(inUrl ? encodeURIComponent(text) : text);
  const place = (at) => {
    if (inWord(source[at - 1])) {
      return undefined;
    }
    const inUrl = source[at - 1] === '/' || source[at - 1] === '=';
    const places = parameters.filter(({ example }) => example !== '').map(({ example, value }) =>
      ({ from: written(example, inUrl), to: written(value, inUrl) }));
    places.push({ from: endpoint, to: escape(origin) });
    return places
      .filter(({ from }) => source.startsWith(from, at) && !inWord(source[at + from.length]))
      .sort((a, b) => b.from.length - a.from.length)[0];
  };
  // All at once, so that no value is taken for an example; the longest first.
  let filled = '';
  for (let at = 0; at < source.length; ) {
    const { from, to } = place(at) ?? { from: source[at], to: source[at] };
    filled += to;
    at += from.length;
  }
  return filled;
}
