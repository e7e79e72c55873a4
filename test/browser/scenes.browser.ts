import { afterAll, beforeAll, describe, expect } from 'vitest';
import { DESKTOP, PHONE } from '../../packaging/browser/open.ts';
import { SCENES, type Stage, startStage } from '../../packaging/scenes.ts';
import { shownBy } from '../../packaging/shown.ts';
import { read } from '../support/source.ts';
import { sideways, tooSmall } from './support/screen.ts';
import { BROWSER, test } from './support/use-browser.ts';

// The demo's page, with the real bot behind it.

const PICTURED = JSON.parse(read('docs/pictures/shown.json')) as Record<string, string>;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(BROWSER ?? '', process.env);
});
afterAll(() => stage?.close());

describe.each([DESKTOP, PHONE])('on a $name', (screen) => {
  test.each(SCENES)('the %s fits, can be touched, and the page complains of nothing', async (scene) => {
    const page = await stage.show(scene, screen);
    // An app without a Home tab has none to show.
    if (page === undefined) return;
    expect(await sideways(page)).toBe(0);
    expect(await tooSmall(page)).toEqual([]);
    expect(stage.problems.splice(0)).toEqual([]);
  });

  test.each(SCENES)("the %s's picture shows what is shown now, else npm run pictures", async (scene) => {
    const page = await stage.show(scene, screen);
    expect(page && (await shownBy(page))).toBe(PICTURED[`${scene}-${screen.name}`]);
  });
});

test('on a phone Approve lies within the first 300 pixels of the card', async () => {
  const page = await stage.show('card', PHONE);
  const bottom = await page?.evaluate<number>(`(() => {
    const card = document.querySelector('#messages > article:last-of-type');
    const approve = [...card.querySelectorAll('button')].find(({ textContent }) => textContent === 'Approve');
    return approve.getBoundingClientRect().bottom - card.getBoundingClientRect().top;
  })()`);
  expect(bottom).toBeLessThanOrEqual(300);
});
