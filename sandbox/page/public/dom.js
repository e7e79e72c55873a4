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
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const [index, item] of items.entries()) {
    const key = `${index}/${keyOf(item)}`;
    let child = old.get(key);
    old.delete(key);
    if (!child) {
      child = make(item);
      child.dataset.key = key;
    }
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
  for (const child of old.values()) child.remove();
}

/**
 * Draws, and gives the focus back if what had it was drawn anew: to the control of the same action_id at the same
 * place of the same message or view, else to the message itself.
 */
export function keepingFocus(draw) {
  const had = document.activeElement;
  const scope = had?.closest('article, #messages, #modalblocks')?.id;
  const action = had?.dataset.action;
  const index = action && alike(scope, action).indexOf(had);
  draw();
  if (!action || had.isConnected || document.activeElement !== document.body) return;
  const found = alike(scope, action);
  (found[index] ?? found.at(-1) ?? document.getElementById(scope))?.focus();
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
