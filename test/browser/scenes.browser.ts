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
    const { page } = await stage.show(scene, screen);
    expect(await sideways(page)).toBe(0);
    if (screen.phone) expect(await tooSmall(page)).toEqual([]);
    expect(stage.problems.splice(0)).toEqual([]);
  });

  test.each(SCENES)("the %s's picture shows what is shown now, else npm run pictures", async (scene) => {
    expect(await shownBy(await stage.show(scene, screen))).toBe(PICTURED[`${scene}-${screen.name}`]);
  });
});

test('on a phone Approve lies within the first 300 pixels of the card', async () => {
  const { tells } = await stage.show('card', PHONE);
  const [card] = tells;
  const [box, button] = [
    await card?.boundingBox(),
    await card?.getByRole('button', { name: 'Approve' }).boundingBox(),
  ];
  if (!box || !button) throw new Error('No card, or no Approve on it.');
  expect(button.y + button.height - box.y).toBeLessThanOrEqual(300);
});
