import type { Browser, Page } from 'playwright-core';

/** A screen in CSS pixels. */
export interface Screen {
  name: string;
  width: number;
  height: number;
  /** Touched, not pointed at. */
  phone: boolean;
}

export const DESKTOP: Screen = { name: 'desktop', width: 1280, height: 800, phone: false };
export const PHONE: Screen = { name: 'phone', width: 390, height: 844, phone: true };

/** Far longer than anything takes, so that nothing fails because the machine is busy. */
const WAIT_MS = 20_000;
const NETWORK = new Set(['http:', 'https:', 'ws:', 'wss:', 'ftp:']);

/**
 * Opens an address on a screen, as a visitor who was never there; what the page does is waited for twenty seconds. Times
 * and words are those of UTC and American English, and nothing moves. `complain` is told of what nobody should see:
 * errors, what the content security policy kept from the page, and each address elsewhere that it asked for. Closing the
 * page's context closes it.
 */
export async function openPage(
  browser: Browser,
  url: string,
  { width, height, phone }: Screen,
  complain: (what: string) => void,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: phone,
    isMobile: phone,
    timezoneId: 'UTC',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(WAIT_MS);
  context.on('console', (said) => {
    if (said.type() === 'error' || said.type() === 'warning')
      complain(`${said.type()}: ${said.text()} (${said.location().url})`);
  });
  context.on('weberror', (error) => complain(`thrown: ${error.error().stack}`));
  context.on('request', (request) => {
    if (!isHere(request.url())) complain(`asks elsewhere: ${request.url()}`);
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

function isHere(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return hostname === '127.0.0.1' || !NETWORK.has(protocol);
}
