import type { Page } from 'playwright-core';

/** By how many pixels the page, or a form on it, is wider than the screen. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(`Math.max(...[document.documentElement, ...document.querySelectorAll('dialog[open]')]
    .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))`);
}

/** What is there to be touched and is lower than 40 pixels: its words and its height. */
export function tooSmall(page: Page): Promise<string[]> {
  const touched =
    'button, select, textarea, summary, a.button, label.choice, [role="menuitem"], [role="option"], ' +
    'input:not([type="radio"], [type="checkbox"])';
  return page.evaluate(`[...document.querySelectorAll(${JSON.stringify(touched)})]
    .map((one) => [one.textContent || one.id, Math.round(one.getBoundingClientRect().height)])
    .filter(([, height]) => height > 0 && height < 40)
    .map((one) => one.join(': '))`);
}

/** What has the focus: its name for whoever can't see it, or its words. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(
    `(({ ariaLabel, textContent }) => ariaLabel ?? textContent.trim())(document.activeElement)`,
  );
}
