/** Puts a popover below what it belongs to, or above it where there is more room, within the screen: a menu, or a field's list. */
export function placeAt(popover: HTMLElement, anchor: Element, isList: boolean): void {
  const { left, top, bottom, width } = anchor.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const isBelow = innerHeight - bottom >= (isList ? top : Math.min(top, 260));
  const { style } = popover;
  style.minWidth = isList ? `${width}px` : '';
  style.maxHeight = `${Math.min(300, (isBelow ? innerHeight - bottom : top) - 12)}px`;
  style.left = '0';
  style.left = `${Math.max(4, Math.min(left, innerWidth - popover.offsetWidth - 4))}px`;
  style.top = isBelow ? `${bottom + 3}px` : 'auto';
  style.bottom = isBelow ? 'auto' : `${innerHeight - top + 3}px`;
}
