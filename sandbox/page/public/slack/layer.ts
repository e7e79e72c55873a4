/** Puts a popover below what it belongs to, or above it where there is more room, within the screen. */
export function placeAt(popover: HTMLElement, anchor: Element, isAsWide = false): void {
  const { left, top, bottom, width } = anchor.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const isBelow = innerHeight - bottom >= Math.min(top, 260);
  const { style } = popover;
  style.minWidth = isAsWide ? `${width}px` : '';
  style.maxHeight = `${Math.min(300, (isBelow ? innerHeight - bottom : top) - 12)}px`;
  style.left = '0';
  style.left = `${Math.max(4, Math.min(left, innerWidth - popover.offsetWidth - 4))}px`;
  style.top = isBelow ? `${bottom + 3}px` : 'auto';
  style.bottom = isBelow ? 'auto' : `${innerHeight - top + 3}px`;
}
