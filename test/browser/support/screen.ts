import type { Tab } from '../../../packaging/browser/tab.ts';

/** By how many pixels the page, or a form on it, is wider than the screen. */
export function sideways(tab: Tab): Promise<number> {
  return tab.see(`Math.max(...[document.documentElement, ...document.querySelectorAll('dialog[open]')]
    .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))`);
}

/** What is there to be touched and is lower than 40 pixels: its words and its height. */
export function tooSmall(tab: Tab): Promise<string[]> {
  const touched =
    'button, select, textarea, summary, a.button, label.choice, [role="menuitem"], [role="option"], ' +
    'input:not([type="radio"], [type="checkbox"])';
  return tab.see(`[...document.querySelectorAll(${JSON.stringify(touched)})]
    .map((one) => [one.textContent || one.id, Math.round(one.getBoundingClientRect().height)])
    .filter(([, height]) => height > 0 && height < 40)
    .map((one) => one.join(': '))`);
}

/** What has the focus: its action_id or ID, and its words. */
export function focused(tab: Tab): Promise<string> {
  return tab.see(`(({ dataset, id, textContent }) => (dataset.action ?? id) + ': ' + textContent)
    (document.activeElement)`);
}
