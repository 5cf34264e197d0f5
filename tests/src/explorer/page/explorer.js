// The page: Swagger UI, and beside it the same request as code, what happens to it, and its bytes.

import { element, load, panels, say } from './panels.js';
import { fill, refusal } from './samples.js';

const at = (id) => document.getElementById(id);
const state = await load();
const { origin } = location;
at('origin').textContent = origin;
at('token').textContent = state.token;

// What is typed shows at once; Swagger UI's own state follows a moment later.
const typed = new Map();
let refresh = () => {};

// The operation that was worked on last: path and method.
let current = null;

// The curl command that Swagger UI shows would not mask the token; the samples take its place.
const plugin = () => ({ wrapComponents: { curl: () => () => null } });

const ui = SwaggerUIBundle({
  url: '/explorer/openapi.yaml',
  domNode: at('swagger-ui'),
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [plugin],
  layout: 'BaseLayout',
  docExpansion: 'full',
  defaultModelsExpandDepth: -1,
  tryItOutEnabled: true,
  validatorUrl: null,
  onComplete: begin,
});

// Not every browser moves the focus with the view.
for (const link of document.querySelectorAll('.skip')) {
  link.addEventListener('click', () => at(link.hash.slice(1)).focus());
}

// A reference of the document to itself, followed.
function resolve(document, node) {
  if (node?.$ref === undefined) {
    return node;
  }
  const path = node.$ref.slice(2).split('/');
  return resolve(document, path.reduce((inner, key) => inner?.[key], document));
}

function operations(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => operation?.operationId)
      .map(([method, operation]) => ({ path, method, operation })));
}

// The parameters of the operation, each with the value that the next request would have.
function parameters(document) {
  const { path, method, operation } = current;
  const values = ui.specSelectors.parameterValues([path, method]);
  return (operation.parameters ?? []).map((parameter) => {
    const { name, in: place, required = false, schema, example } = resolve(document, parameter);
    const resolved = resolve(document, schema) ?? {};
    const value = String(typed.get(name) ?? values.get(`${place}.${name}`) ?? '');
    const shown = String(example ?? resolved.example ?? '');
    return { name, place, required, value, example: shown, schema: resolved };
  });
}

function show(document) {
  const list = parameters(document);
  label(list);
  const why = list.map(refusal).find((text) => text !== null) ?? null;
  if (at('refusal').textContent !== (why ?? '')) {
    at('refusal').textContent = why ?? '';
  }
  at('refusal').hidden = why === null;
  at('samples').hidden = why !== null;
  if (why !== null) {
    return;
  }
  const values = { endpoint: state.endpoint, origin, parameters: list };
  const samples = current.operation['x-codeSamples'] ?? [];
  if (at('samples').childElementCount !== samples.length) {
    at('samples').replaceChildren(...samples.map(sample));
  }
  samples.forEach((one, index) => {
    const code = at('samples').children[index].querySelector('code');
    const text = fill(one, values).trimEnd();
    if (code.textContent !== text) {
      code.textContent = text;
    }
  });
}

function sample({ label }) {
  const code = element('code');
  const shown = element('pre', { tabIndex: 0 }, code);
  shown.setAttribute('aria-label', `The request with ${label}`);
  const copy = element('button', { type: 'button', textContent: 'Copy' });
  copy.setAttribute('aria-label', `Copy the request with ${label}`);
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      say(`Copied the request with ${label}.`);
      copy.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(code);
      say('The browser does not let the page copy; the text is selected instead.');
    }
  });
  copy.addEventListener('blur', () => {
    copy.textContent = 'Copy';
  });
  const made = element('div', { className: 'sample' },
    element('div', { className: 'row' }, element('h3', { textContent: label }), copy), shown);
  made.dataset.label = label;
  return made;
}

const input = (name) => document.querySelector(`#swagger-ui tr[data-param-name="${name}"] input`);

// Swagger UI gives its inputs no names that a screen reader could say.
function label(list) {
  for (const parameter of list) {
    const field = input(parameter.name);
    field?.setAttribute('aria-label', parameter.name);
    field?.setAttribute('aria-invalid', String(refusal(parameter) !== null));
    field?.setAttribute('spellcheck', 'false');
  }
}

// Types into Swagger UI's fields, as a person would.
function use(values) {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  for (const [name, value] of Object.entries(values)) {
    const field = input(name);
    if (field) {
      setter.call(field, value);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      // Swagger UI waits for more to be typed, unless the field is left.
      field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    }
  }
}

function begin() {
  // Swagger UI calls it again when its document is loaded anew.
  if (current !== null) {
    return;
  }
  const document = ui.specSelectors.specJson().toJS();
  const all = operations(document);
  [current] = all;
  ui.preauthorizeApiKey('token', state.token);
  refresh = panels(state, use);

  let answers;
  let waiting = false;
  ui.getStore().subscribe(() => {
    // What has been typed has come in where Swagger UI knows it too.
    const values = ui.specSelectors.parameterValues([current.path, current.method]);
    for (const [name, value] of typed) {
      if ((values.get(`path.${name}`) ?? '') === value) {
        typed.delete(name);
      }
    }
    const response = ui.specSelectors.responseFor(current.path, current.method);
    if (response !== undefined && response !== answers) {
      answers = response;
      refresh();
    }
    // After Swagger UI has drawn what has changed.
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        show(document);
      });
    }
  });
  const follow = ({ target }) => {
    const block = target.closest?.('.opblock');
    const found = all.find(({ operation }) => block?.id.endsWith(`-${operation.operationId}`));
    if (found && found !== current) {
      current = found;
      typed.clear();
      show(document);
    }
  };
  at('swagger-ui').addEventListener('focusin', follow);
  at('swagger-ui').addEventListener('input', (event) => {
    follow(event);
    const name = event.target.closest('tr[data-param-name]')?.dataset.paramName;
    if (name) {
      typed.set(name, event.target.value);
      show(document);
    }
  });
  requestAnimationFrame(() => {
    show(document);
    globalThis.document.documentElement.dataset.ready = 'true';
  });
}
