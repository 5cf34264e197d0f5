// A code sample of the document with other values in the place of the document's examples.

// Within single quotes a shell has no escapes: the quotes end, and begin again behind a quote.
const shell = (text) => text.replaceAll("'", "'\\''");

const rust = (text) =>
  text.replace(/[\\"\u0000-\u001f\u007f]/g, (char) =>
    char === '\\' || char === '"' ? `\\${char}` : `\\u{${char.codePointAt(0).toString(16)}}`);

const quote = { shell, rust };

// Why a value must not be sent, if it must not: what the document says of the parameter.
export function refusal({ name, value, schema }) {
  if (value === '') {
    return `${name} is empty; the path would lose a segment.`;
  }
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) {
    return `${name} may not be \u201c${value}\u201d: the document asks for ${schema.pattern}. Nothing is sent.`;
  }
  return null;
}

// The sample with these values. Samples hold each example in quotes: single ones in a shell's,
// double ones in Rust's. Behind a slash a value is a part of a URL.
export function fill(sample, { endpoint, origin, parameters }) {
  const escape = quote[sample.lang] ?? ((text) => text);
  const places = parameters.map(({ example, value }) => ({ from: example, to: value }));
  places.push({ from: endpoint, to: origin });
  // All at once, so that no value is taken for an example; the longest first.
  places.sort((a, b) => b.from.length - a.from.length);
  let filled = '';
  for (let at = 0; at < sample.source.length; ) {
    const place = places.find(({ from }) => from && sample.source.startsWith(from, at));
    if (place) {
      const inUrl = place.from !== endpoint && sample.source[at - 1] === '/';
      filled += escape(inUrl ? encodeURIComponent(place.to) : place.to);
      at += place.from.length;
    } else {
      filled += sample.source[at];
      at += 1;
    }
  }
  return filled;
}
