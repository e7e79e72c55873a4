/** An element. Data only ever becomes attributes, listeners (`onclick`) or text, never markup. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return made;
}

/** Makes the parent hold one child per item, in order. A child whose key stays the same stays as it is, focus and text included. */
export function reconcile(parent, items, keyOf, make) {
  const keys = items.map((item, index) => `${index}/${keyOf(item)}`);
  // First what goes: a child that is moved past it would lose its focus.
  for (const child of [...parent.children]) if (!keys.includes(child.dataset.key)) child.remove();
  let place = parent.firstElementChild;
  for (const [index, key] of keys.entries()) {
    if (place?.dataset.key === key) {
      place = place.nextElementSibling;
      continue;
    }
    const child = make(items[index]);
    child.dataset.key = key;
    parent.insertBefore(child, place);
  }
}

/**
 * Draws, and gives the focus back if what had it was drawn anew: to the control of the same action_id at the same
 * place of the same message or view, else to the message itself.
 */
export function keepingFocus(draw) {
  const at = document.activeElement;
  // An open menu closes where its button stands.
  const had = at?.closest('.menu')?.querySelector('[data-action]') ?? at;
  const scope = had?.closest('article, #messages, #modalblocks')?.id;
  const action = had?.dataset.action;
  const index = action && alike(scope, action).indexOf(had);
  draw();
  if (!action || document.activeElement !== document.body) return;
  const found = alike(scope, action);
  (found[index] ?? found.at(-1) ?? document.getElementById(scope))?.focus({ preventScroll: true });
}

function alike(scope, action) {
  return [
    ...(document.getElementById(scope)?.querySelectorAll(`[data-action="${CSS.escape(action)}"]`) ?? []),
  ];
}

let count = 0;

/** An ID that no other element has, for labels. */
export function freshId() {
  count += 1;
  return `e${count}`;
}
