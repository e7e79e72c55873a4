import type { Browser } from 'playwright-core';
import { findBrowser, NO_BROWSER } from '../../../packaging/browser/find.ts';
import { launch } from '../../../packaging/browser/launch.ts';

/** Where this machine's browser is; throws with what to install where there is none. */
export function browserPath(): string {
  const path = findBrowser(process.env.PATH ?? '');
  if (path === undefined) throw new Error(NO_BROWSER);
  return path;
}

/** A browser of the tests' own. */
export function browser(): Promise<Browser> {
  return launch(browserPath());
}
