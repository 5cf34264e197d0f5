// The panels beside the operation: what the page's server knows, and how to ask it.

const at = (id) => document.getElementById(id);

export const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

export const say = (text) => {
  at('status').textContent = text;
};

async function ask(path, body) {
  const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(path, request);
  if (!response.ok) {
    throw new Error(`the explorer answered ${response.status}`);
  }
  return response.json();
}

export const load = () => ask('/explorer/state');

// Shows the panels. `use` takes the IDs of a task that was chosen.
export function panels(first, use) {
  const newest = { number: 0 };
  const show = (state) => {
    scenarios(state);
    tasks(state, use);
    exchanges(state, newest);
  };
  const update = async (question) => {
    try {
      show(await question);
    } catch (error) {
      say(`The explorer does not answer: ${error.message}.`);
    }
  };
  at('scenario').addEventListener('change', ({ target }) =>
    update(ask('/explorer/scenario', { scenario: target.value })));
  at('reset').addEventListener('click', async () => {
    await update(ask('/explorer/reset', {}));
    say('All tasks are back, and nothing goes wrong.');
  });
  at('refresh').addEventListener('click', () => update(load()));
  // Requests come from elsewhere too, such as a terminal.
  addEventListener('focus', () => update(load()));
  show(first);
  return () => update(load());
}

function scenarios({ scenario, scenarios }) {
  const select = at('scenario');
  if (select.options.length === 0) {
    for (const { id, group, title } of scenarios) {
      let list = select.lastElementChild;
      if (list?.label !== group) {
        list = element('optgroup', { label: group });
        select.append(list);
      }
      list.append(element('option', { value: id, textContent: title }));
    }
  }
  select.value = scenario;
  const normal = scenario === scenarios[0].id;
  const { title } = scenarios.find(({ id }) => id === scenario);
  at('banner').hidden = normal;
  at('banner').textContent = normal ? '' : `Each request meets this: ${title}`;
}

function tasks({ tasks }, use) {
  const focused = document.activeElement?.dataset?.task;
  at('tasks').replaceChildren(...tasks.map(({ project, instance, task, exists }) => {
    const button = element('button', { type: 'button', textContent: 'Use' });
    button.dataset.task = task;
    button.setAttribute('aria-label', `Use task ${task}`);
    button.addEventListener('click', () => {
      use({ project_id: project, instance_id: instance, task_id: task });
      say(`The request is for task ${task} now.`);
    });
    const state = element('span', {
      className: exists ? 'there' : 'gone',
      textContent: exists ? 'exists' : 'deleted',
    });
    const parts = element('div', {},
      element('code', { textContent: task }),
      element('small', { textContent: `instance ${instance}` }),
      element('small', { textContent: `project ${project}` }));
    return element('li', {}, parts, state, button);
  }));
  document.querySelector(`[data-task="${focused}"]`)?.focus();
}

function exchanges({ exchanges }, newest) {
  const list = at('exchanges');
  if (exchanges.length === 0) {
    list.replaceChildren(element('p', { className: 'hint', textContent: 'No request so far.' }));
    newest.number = 0;
    return;
  }
  const open = new Set([...list.querySelectorAll('details[open]')].map(({ dataset }) => dataset.number));
  const fresh = exchanges.filter(({ number }) => number > newest.number);
  list.replaceChildren(...exchanges.map(({ number, request, response }) => {
    const [line] = request.split('\r\n', 1);
    const outcome = response.startsWith('HTTP/1.1 ') ? response.slice(9, 12) : 'no answer';
    const summary = element('summary', {},
      element('span', { className: outcome < '3' ? 'status good' : 'status bad', textContent: outcome }),
      element('code', { textContent: line.replace(' HTTP/1.1', '') }));
    const raw = (label, text) => {
      const shown = element('pre', { textContent: text.replaceAll('\r\n', '\n'), tabIndex: 0 });
      shown.setAttribute('aria-label', label);
      return [element('h3', { textContent: label }), shown];
    };
    const details = element('details', {}, summary, ...raw('Request', request), ...raw('Response', response));
    details.dataset.number = number;
    details.open = open.has(String(number)) || number === fresh[0]?.number;
    return details;
  }));
  if (fresh.length > 0) {
    const [{ number, response }] = fresh;
    newest.number = number;
    say(`Answer: ${response.split('\r\n', 1)[0]}`);
  }
}
