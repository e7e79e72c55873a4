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

let count = 0;

/** An ID that no other element has, for labels. */
export function freshId() {
  count += 1;
  return `e${count}`;
}
