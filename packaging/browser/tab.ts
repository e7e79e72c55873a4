import type { Browser } from './browser.ts';

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

/** A page in the browser, with hands and eyes. */
export interface Tab {
  /** What an expression comes to on the page, awaited; it has to be JSON. Throws what it throws. */
  see<T>(expression: string): Promise<T>;
  /** Resolves once an expression holds; rejects with `what` after ten seconds. */
  until(what: string, expression: string): Promise<void>;
  /** Clicks in the middle of the first element that a selector finds. */
  click(selector: string): Promise<void>;
  /** Presses one key: a letter, `Enter`, `ArrowDown`. */
  key(key: string): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  /** What the screen shows, as a PNG. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
  /** Light or dark, as the reader prefers. */
  prefer(scheme: 'light' | 'dark'): Promise<void>;
  /** What the page complained of: errors, and what its content security policy kept from it. */
  problems: string[];
}

const WAIT_MS = 10_000;
const LOOK_MS = 50;

/** Opens an address on a screen. Times and words are those of UTC and American English. */
export async function openTab({ wire }: Browser, url: string, screen: Screen): Promise<Tab> {
  const { targetId } = await wire.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await wire.send('Target.attachToTarget', { targetId, flatten: true });
  const ask = (method: string, params = {}) => wire.send(method, params, String(sessionId));
  const problems: string[] = [];
  wire.on('Runtime.exceptionThrown', String(sessionId), ({ exceptionDetails }) =>
    problems.push(JSON.stringify(exceptionDetails)),
  );
  wire.on('Log.entryAdded', String(sessionId), ({ entry }) => problems.push(JSON.stringify(entry)));
  await ask('Runtime.enable');
  await ask('Log.enable');
  const { width, height, phone } = screen;
  await ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: phone });
  await ask('Emulation.setTouchEmulationEnabled', { enabled: phone });
  await ask('Emulation.setTimezoneOverride', { timezoneId: 'UTC' });
  await ask('Emulation.setLocaleOverride', { locale: 'en_US' });
  await ask('Page.navigate', { url });

  const see = async <T>(expression: string): Promise<T> => {
    const answer = await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    const { result, exceptionDetails } = answer as {
      result: { value: T };
      exceptionDetails?: { exception?: { description?: string } };
    };
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    return result.value;
  };
  const until = async (what: string, expression: string) => {
    const found = `new Promise((resolve) => {
      const end = Date.now() + ${WAIT_MS};
      const look = () => {
        if (${expression}) resolve(true);
        else if (Date.now() > end) resolve(false);
        else setTimeout(look, ${LOOK_MS});
      };
      look();
    })`;
    if (!(await see<boolean>(found))) throw new Error(`Waited in vain: ${what}`);
  };
  return {
    see,
    until,
    problems,
    async click(selector) {
      const of = JSON.stringify(selector);
      await until(`something to click at ${selector}`, `document.querySelector(${of})`);
      const at = await see<{ x: number; y: number }>(`(() => {
        const found = document.querySelector(${of});
        found.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = found.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      })()`);
      for (const type of ['mousePressed', 'mouseReleased'])
        await ask('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
    },
    async key(key) {
      const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
      const code = { Enter: 13, Escape: 27, Tab: 9 }[key];
      const more = { key, ...(text && { text }), ...(code && { windowsVirtualKeyCode: code }) };
      await ask('Input.dispatchKeyEvent', { type: 'keyDown', ...more });
      await ask('Input.dispatchKeyEvent', { type: 'keyUp', key });
    },
    async type(text) {
      await ask('Input.insertText', { text });
    },
    async picture() {
      const { data } = await ask('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(String(data), 'base64');
    },
    async close() {
      await wire.send('Target.closeTarget', { targetId });
    },
    async prefer(scheme) {
      const features = [{ name: 'prefers-color-scheme', value: scheme }];
      await ask('Emulation.setEmulatedMedia', { features });
    },
  };
}
