import type { Page } from 'playwright-core';
import { afterEach, beforeEach } from 'vitest';
import type { World } from '../../../demo/world.ts';
import { type Demo, startDemo } from '../../../packaging/browser/demo.ts';
import type { Screen } from '../../../packaging/browser/open.ts';
import { useBrowser } from './use-browser.ts';

interface Used {
  /** The embedded Slack and AWS behind the page. */
  world(): World;
  /** Somebody comes to the page in a window of their own: `erin`, `lee`; without a name as a visitor who was sent none. */
  visit(as?: string, screen?: Screen): Promise<Page>;
}

/** A demo of its own for each test of this file, and one browser. */
export function useDemo(): Used {
  let demo: Demo | undefined;
  const there = () => {
    if (!demo) throw new Error('No demo runs.');
    return demo;
  };
  beforeEach(async () => {
    demo = await startDemo(process.env);
  });
  afterEach(async () => {
    await demo?.close();
    demo = undefined;
  });
  // Its pages are closed before what they follow ends.
  const { open } = useBrowser();
  return {
    world: () => there().world,
    async visit(as, screen) {
      const page = await open(as === undefined ? there().url : `${there().url}?as=${as}`, screen);
      await page.getByRole('main').waitFor();
      return page;
    },
  };
}
