import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, NO_BROWSER } from './browser/find.ts';
import { DESKTOP, PHONE } from './browser/open.ts';
import { ROOT } from './imports.ts';
import { SCENES, startStage } from './scenes.ts';
import { shownBy } from './shown.ts';

// Draws docs/pictures: the scenes of the demo's page, on a desktop and a phone, light and dark. What they show is told by
// hashes beside them, so that npm run test:browser can say when it is no longer what is shown.

const FOLDER = join(ROOT, 'docs/pictures');
/** Room for a thread beside its channel. */
const LARGE = { ...DESKTOP, width: 1440, height: 1080 };
const LIMIT_MS = 600_000;

const path = findBrowser(process.env.PATH ?? '');
if (path === undefined) {
  console.error(NO_BROWSER);
  process.exit(1);
}
setTimeout(() => {
  console.error(`Not done after ${LIMIT_MS / 60_000} minutes.`);
  process.exit(1);
}, LIMIT_MS).unref();

rmSync(FOLDER, { recursive: true, force: true });
// By an exit, and not by the signal, bot and browser end too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

mkdirSync(FOLDER, { recursive: true });
const shown: Record<string, string> = {};
const stage = await startStage(path, process.env);
try {
  for (const screen of [LARGE, PHONE]) {
    for (const scene of SCENES) {
      const seen = await stage.show(scene, screen);
      shown[`${scene}-${screen.name}`] = await shownBy(seen);
      for (const scheme of ['light', 'dark'] as const) {
        await seen.page.emulateMedia({ colorScheme: scheme });
        const name = `${scene}-${screen.name}-${scheme}.png`;
        writeFileSync(join(FOLDER, name), await seen.picture.screenshot());
        console.log(`docs/pictures/${name}`);
      }
    }
  }
  writeFileSync(join(FOLDER, 'shown.json'), `${JSON.stringify(shown, null, 2)}\n`);
} finally {
  await stage.close();
}
