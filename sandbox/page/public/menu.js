import { element, freshId } from './dom.js';

/**
 * A button with a menu below it, for the keyboard too: arrows, Home, End and first letters move, Enter and Space
 * choose, Escape and Tab close. `items` are `{ text, act }`; the button takes the attributes.
 */
export function menuButton(label, items, attributes) {
  const id = freshId();
  const entries = items.map(({ text, act }) =>
    element('li', { role: 'menuitem', tabindex: '-1', onclick: () => choose(act) }, text),
  );
  const list = element(
    'ul',
    { id, role: 'menu', 'aria-label': attributes['aria-label'], hidden: true },
    entries,
  );
  const button = element(
    'button',
    {
      ...attributes,
      type: 'button',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-controls': id,
      onclick: () => (list.hidden ? open(0) : close()),
      onkeydown: onButton,
    },
    label,
  );
  list.addEventListener('keydown', onList);
  const menu = element('div', { class: 'menu' }, button, list);
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (!menu.contains(relatedTarget)) close();
  });
  return menu;

  function open(index) {
    list.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    // Towards the side on which there is room.
    const { left, right } = button.getBoundingClientRect();
    list.classList.toggle('leftwards', left + right > document.documentElement.clientWidth);
    entries.at(index)?.focus();
  }

  function close() {
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  }

  function choose(act) {
    button.focus();
    close();
    act();
  }

  function onButton(event) {
    const index = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (index === undefined) return;
    event.preventDefault();
    open(index);
  }

  function onList(event) {
    const { key } = event;
    if (key === 'Tab') return close();
    const at = entries.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % entries.length, ArrowUp: at - 1, Home: 0, End: -1 }[key];
    if (to !== undefined) entries.at(to)?.focus();
    else if (key === 'Enter' || key === ' ') entries[at]?.click();
    else if (key === 'Escape') button.focus();
    else if (!begins(key, at)) return;
    event.preventDefault();
    // A dialog around it would close as well.
    event.stopPropagation();
    if (key === 'Escape') close();
  }

  /** Goes to the next item that begins with the key; answers whether there is one. */
  function begins(key, at) {
    if (key.length !== 1) return false;
    const turned = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
    const next = turned.find((entry) => entry.textContent.toLowerCase().startsWith(key.toLowerCase()));
    next?.focus();
    return next !== undefined;
  }
}
