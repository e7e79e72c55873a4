import { expect, test } from 'vitest';
import { killInProcess } from './support/kill-in-process.ts';
import type { Course } from './support/kill-truth.ts';

const FULL = process.env.ONCE === 'full';
const LIMIT_MS = 900_000;

/** Points that no list of crash points may lack: if one is missing, the wrappers have gone blind. */
const ESSENTIAL = [
  'before commit of submission',
  'before chat.postMessage',
  'after commit of vote + approved',
  'after commit of claim',
  'after DescribeInterconnects',
  'after credentials',
  'before commit of placing + attempt',
  'after commit of placing + attempt',
  'before CreateInterconnect',
  'order is at AWS',
  'after CreateInterconnect',
  'before commit of outcome + port + ordered + release',
  'after commit of outcome + port + ordered + release',
  'after commit of channel claim + line sending',
  'after chat.postMessage',
  'before commit of line sent + channel posted',
  'after commit of line sent + channel posted',
  'after chat.update',
  'before commit of channel release',
  'after conversations.open',
  'after commit of line sent + dm posted',
];

/** What the next process has to do about a death at each point around the attempt. */
const COURSES: Readonly<Record<string, Course>> = {
  'before commit of placing + attempt': 'the answer was read',
  'after commit of placing + attempt': 'people ordered again',
  'before CreateInterconnect': 'people ordered again',
  'order is at AWS': 'the port was found',
  'after CreateInterconnect': 'the port was found',
  'before commit of outcome + port + ordered + release': 'the port was found',
  'after commit of outcome + port + ordered + release': 'the answer was read',
  'after commit of channel claim + line sending': 'the answer was read',
};

test(`a bot that dies at ${FULL ? 'any' : 'each essential'} point from form to thread: one call, one port, each word once`, {
  timeout: LIMIT_MS,
}, async ({ annotate }) => {
  const whole = await killInProcess(undefined);
  const known = whole.passed.map((key) => key.replace(/ #\d+$/, ''));
  expect(known).toEqual(expect.arrayContaining(ESSENTIAL));
  const courses = new Set([whole.course]);
  const missed: string[] = [];
  let deaths = 0;
  const isEssential = (key: string) => ESSENTIAL.some((point) => key === `${point} #1`);
  for (const key of whole.passed.filter((one) => FULL || isEssential(one))) {
    const { died, course } = await killInProcess(key);
    courses.add(course);
    if (died) deaths += 1;
    else missed.push(key);
    const expected = COURSES[key.replace(/ #1$/, '')];
    if (died && expected) expect({ key, course }).toEqual({ key, course: expected });
  }
  await annotate(`${whole.passed.length} points, ${deaths} deaths`, 'finding');
  expect([...courses].sort()).toEqual(['people ordered again', 'the answer was read', 'the port was found']);
  // How often a card is drawn on the way depends on how fast Slack answers; what matters happens in every story.
  expect(missed.filter(isEssential)).toEqual([]);
});
