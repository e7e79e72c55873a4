import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { World } from '../../../demo/world.ts';
import { type Demo, startDemo } from '../../../packaging/browser/demo.ts';
import type { Screen } from '../../../packaging/browser/open.ts';
import { useBrowser } from './use-browser.ts';

/** A bot's start on a busy machine. */
const START_MS = 90_000;

interface Used {
  /** The embedded Slack and AWS behind the page. */
  world(): World;
  /** Somebody comes to the page in a window of their own: `erin`, `lee`; without a name as a visitor who was sent none. */
  visit(as?: string, screen?: Screen): Promise<Page>;
}

/** A demo for each test of this file or for all of them, and one browser. */
export function useDemo(each: 'test' | 'file' = 'test'): Used {
  let demo: Demo | undefined;
  const there = () => {
    if (!demo) throw new Error('No demo runs.');
    return demo;
  };
  const [before, after] = each === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    demo = await startDemo(process.env);
  }, START_MS);
  after(async () => {
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
