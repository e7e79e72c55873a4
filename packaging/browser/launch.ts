import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
  '--disable-background-networking',
  '--force-color-profile=srgb',
  // No name leads anywhere.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** Starts the browser at this path, without a window or a profile. It ends with this process, however that ends. */
export function launch(path: string): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    // Chromium refuses to keep its own sandbox where root starts it.
    chromiumSandbox: process.getuid?.() !== 0,
    args: FLAGS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
