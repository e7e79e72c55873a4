import { element, freshId } from './dom.js';

const TYPING_MS = 150;

/** A select whose options come from the bot, or are people, while one types: an ARIA combobox with a list below it. */
export function combobox(one, data, context, attributes) {
  const listId = freshId();
  const people = one.type === 'users_select';
  const least = people ? 0 : (one.min_query_length ?? 3);
  let chosen = people ? heldPerson(one, data, context) : heldOption(one, data, context);
  let shown = [];
  let options = [];
  let active = -1;
  let asked = 0;
  let timer;

  const list = element('ul', { id: listId, role: 'listbox', 'aria-label': 'Options', hidden: true });
  const input = element('input', {
    ...attributes,
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    placeholder: one.placeholder?.text ?? 'Type to search',
    onfocus: () => ask(0),
    onclick: () => list.hidden && ask(0),
    oninput: () => ask(TYPING_MS),
    onkeydown: key,
    onblur: () => {
      hide();
      input.value = chosen;
    },
  });
  input.value = chosen;
  return element('div', { class: 'combobox' }, input, list);

  function ask(ms) {
    clearTimeout(timer);
    timer = setTimeout(load, ms);
  }

  async function load() {
    const query = input.value === chosen ? '' : input.value;
    if (query.length < least) return show([], `Type ${least} letters or more.`);
    asked += 1;
    const turn = asked;
    try {
      const found = await context.options(data.block_id, query);
      if (turn === asked && document.activeElement === input) show(found, 'Nothing found.', query);
    } catch (error) {
      show([], error.message);
    }
  }

  function show(found, otherwise, query = '') {
    options = found;
    active = found.length > 0 && query !== '' ? 0 : -1;
    shown = found.map((option, index) =>
      element(
        'li',
        {
          id: `${listId}-${index}`,
          role: 'option',
          // Choosing on mousedown comes before the input loses the focus.
          onmousedown: (event) => {
            event.preventDefault();
            pick(option, query);
          },
        },
        option.text,
      ),
    );
    const lines = found.flatMap((option, index) => {
      const begins = option.group && option.group !== found[index - 1]?.group;
      return begins
        ? [element('li', { role: 'presentation', class: 'group' }, option.group), shown[index]]
        : [shown[index]];
    });
    list.replaceChildren(...(lines.length > 0 ? lines : [element('li', { class: 'muted' }, otherwise)]));
    list.dataset.query = query;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark();
  }

  function key(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) return ask(0);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      active = options.length === 0 ? -1 : (active + step + options.length) % options.length;
      mark();
    } else if (event.key === 'Enter' && !list.hidden) {
      event.preventDefault();
      if (options[active]) pick(options[active], list.dataset.query);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      hide();
    }
  }

  function mark() {
    for (const [index, item] of shown.entries()) {
      item.setAttribute('aria-selected', String(index === active));
      if (index === active) item.scrollIntoView({ block: 'nearest' });
    }
    if (active >= 0) input.setAttribute('aria-activedescendant', `${listId}-${active}`);
    else input.removeAttribute('aria-activedescendant');
  }

  function pick(option, query) {
    chosen = option.text;
    input.value = chosen;
    hide();
    context.choose(data.block_id, option.value, query);
  }

  function hide() {
    clearTimeout(timer);
    asked += 1;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  }
}

function heldOption(one, data, { values }) {
  const held = values?.[data.block_id]?.[one.action_id]?.selected_option ?? one.initial_option;
  return held?.text.text ?? '';
}

function heldPerson(one, data, { values, names }) {
  const held = values?.[data.block_id]?.[one.action_id]?.selected_user ?? one.initial_user;
  return names.users[held] ?? '';
}
