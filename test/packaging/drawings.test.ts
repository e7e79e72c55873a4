import { describe, expect, test } from 'vitest';
import { DRAWINGS } from '../../packaging/drawings/index.ts';
import { END, LINE, PORT, STATUS } from '../../packaging/drawings/story.ts';
import { lineWords } from '../../src/words/lines.ts';
import { statusText } from '../../src/words/status.ts';
import { lee, request, STATES } from '../domain/support.ts';
import { overlaps } from '../support/overlaps.ts';
import { filesUnder, read } from '../support/source.ts';

const drawings = Object.entries(DRAWINGS).map(([path, draw]) => [path, draw()] as const);

test('every drawing is there as the code draws it, and no other one', () => {
  for (const [path, drawn] of drawings) expect(read(path) === drawn, `npm run draw: ${path}`).toBe(true);
  expect(filesUnder('docs/drawings').sort()).toEqual(Object.keys(DRAWINGS).sort());
});

test.each(drawings)('%s can be read by everybody, on a light and on a dark page', (_path, svg) => {
  expect(svg).toMatch(/^<svg [^>]*role="img">\n<title>[^<]{10,}<\/title>\n<desc>[^<]{60,}<\/desc>/);
  expect(svg).toContain('@media (prefers-color-scheme: dark)');
  // Nothing from elsewhere: GitHub shows it as an image, which loads nothing.
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|href|@import|url\(/);
  expect(svg).not.toMatch(/NaN|undefined/);
});

test.each(['docs/drawings/rooms.svg', 'docs/drawings/sequence.svg'])(
  'no word of %s stands over another',
  (path) => {
    expect(overlaps(read(path))).toEqual([]);
  },
);

test("the drawings' words are the bot's own", () => {
  const { rule } = request();
  const waiting = request({
    rule: { ...rule, approvers: [{ kind: 'group', id: 'S0LEADS', name: 'net-leads' }] },
  });
  const by = [lee];
  const said = {
    waiting: statusText(waiting, { approvals: 0, quorum: 1 }),
    placing: statusText(request({ state: { ...STATES.placing, by } }), { approvals: 1, quorum: 1 }),
    unsettled: statusText(request({ state: STATES.unsettled }), { approvals: 1, quorum: 1 }),
    ordered: statusText(
      request({ state: { ...STATES.ordered, interconnectId: PORT, portState: 'requested' } }),
      { approvals: 1, quorum: 1 },
    ),
  };
  expect(STATUS).toEqual(said);
  const [unknown] = lineWords({ kind: 'unknown', code: 'TimeoutError', until: 0 }, request());
  const [adopted] = lineWords(
    {
      kind: 'port_state',
      interconnectId: PORT,
      state: 'requested',
      lostLight: false,
      days: 0,
      adopted: true,
    },
    request(),
  );
  expect(LINE).toEqual({ unknown, adopted });
});

describe('the film', () => {
  const svg = read('docs/drawings/promise.svg');
  const [, still = '', moving = ''] =
    /<style>([\s\S]*)@media \(prefers-reduced-motion: no-preference\) \{([\s\S]*)<\/style>/.exec(svg) ?? [];
  const hidden = new Set([...still.matchAll(/\.(act\d+) \{ opacity: 0 \}/g)].map(([, act]) => act));
  const acts = [...svg.matchAll(/<g class="(act\d+)">[\s\S]*?<\/g>/g)];

  test('moves nothing for whoever wants less motion, and shows them how it ends', () => {
    expect(still).not.toMatch(/animation|@keyframes/);
    expect(moving.match(/animation: /g)).toHaveLength(acts.length);
    const last = acts
      .filter(([, act]) => hidden.has(act))
      .reduce((shown, [act]) => shown.replace(act, ''), svg);
    for (const words of [STATUS.ordered, END]) expect(last).toContain(`>${words}</text>`);
    for (const words of [STATUS.waiting, STATUS.unsettled, 'Approve']) {
      expect(svg).toContain(`>${words}</text>`);
      expect(last).not.toContain(`>${words}</text>`);
    }
    expect(overlaps(last)).toEqual([]);
  });

  test('says the same to whoever does not see it', () => {
    const [, description = ''] = /<desc>([^<]+)</.exec(svg) ?? [];
    for (const words of [...Object.values(STATUS), ...Object.values(LINE), END])
      expect(description).toContain(words);
  });
});
