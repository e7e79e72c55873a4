import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, test as anyTest, beforeAll, expect } from 'vitest';
import { findBrowser, NO_BROWSER } from '../../../packaging/browser/find.ts';
import { launch } from '../../../packaging/browser/launch.ts';
import { DESKTOP, openPage, type Screen } from '../../../packaging/browser/open.ts';

/** Where this machine's browser is. */
export const BROWSER = findBrowser(process.env.PATH ?? '');
if (BROWSER === undefined) console.warn(`${NO_BROWSER} Until then what needs one is skipped.`);

/** A test that needs a browser: skipped where there is none, and so not counted as passed. */
export const test = anyTest.skipIf(BROWSER === undefined);

interface Used {
  /** Opens an address as a visitor of its own, whose page is closed when the test ends. */
  open(url: string, screen?: Screen): Promise<Page>;
  /** What pages complained of in this test, taken: what is left at its end fails it. */
  complaints(): string[];
}

/** One browser for the tests of this file. */
export function useBrowser(): Used {
  let browser: Browser | undefined;
  const problems: string[] = [];
  const pages: Page[] = [];
  beforeAll(async () => {
    browser = await launch(BROWSER ?? '');
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(problems.splice(0)).toEqual([]);
  });
  return {
    async open(url, screen = DESKTOP) {
      if (!browser) throw new Error('No browser runs.');
      const page = await openPage(browser, url, screen, (what) => problems.push(what));
      pages.push(page);
      return page;
    },
    complaints: () => problems.splice(0),
  };
}
