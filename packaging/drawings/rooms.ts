import { line, picture, rect, text } from '../../bench/plots/svg.ts';
import { importsOf } from '../imports.ts';
import { arrow } from './arrow.ts';
import { LOOKS } from './looks.ts';

interface Place {
  x: number;
  y: number;
  width: number;
  name: string;
  what: string;
}

const HEIGHT = 52;

/** The bot's folders that make an order, and what each is there for. */
const ROOMS: readonly Place[] = [
  { x: 208, y: 84, width: 190, name: 'slack', what: 'clicks, cards, threads' },
  { x: 428, y: 84, width: 190, name: 'workers', what: 'take up what is due' },
  { x: 208, y: 176, width: 190, name: 'actions', what: 'one verb a file' },
  { x: 428, y: 176, width: 190, name: 'domain', what: 'pure: who may, what next' },
  { x: 208, y: 268, width: 410, name: 'interfaces', what: 'what the actions ask of the outside' },
  { x: 208, y: 360, width: 190, name: 'store', what: 'each change one commit' },
  { x: 428, y: 360, width: 190, name: 'directconnect', what: 'calls, and what they prove' },
];

const OUTSIDE: readonly Place[] = [
  { x: 16, y: 84, width: 150, name: 'Slack', what: 'Socket Mode or HTTP' },
  { x: 16, y: 360, width: 150, name: 'Database', what: 'SQLite, PostgreSQL' },
  { x: 660, y: 360, width: 164, name: 'AWS', what: 'Direct Connect, STS' },
];

/** Who imports whom, each a fact of the source. */
const IMPORTS: readonly [from: string, to: string][] = [
  ['slack', 'actions'],
  ['workers', 'actions'],
  ['actions', 'domain'],
  ['actions', 'interfaces'],
  ['store', 'interfaces'],
  ['directconnect', 'interfaces'],
];

/** How the bot is built, in short. Throws where the source has become otherwise. */
export function rooms(): string {
  const real = new Set(
    [...importsOf('src')].flatMap(([file, imported]) =>
      imported.map((other) => `${file.split('/')[1]} ${other.split('/')[1]}`),
    ),
  );
  const wrong = IMPORTS.filter(([from, to]) => !real.has(`${from} ${to}`));
  if (wrong.length > 0) throw new Error(`Not imported: ${wrong.join('; ')}.`);
  return picture(
    840,
    464,
    'How the bot is built',
    [
      rect(190, 44, 446, 386, 'box'),
      text(208, 68, 'The bot: one process, or several on one PostgreSQL', { look: 'faint small' }),
      ...OUTSIDE.flatMap((place) => room(place, 'box')),
      ...ROOMS.flatMap((place) => room(place, 'room')),
      ...arrow(303, 136, 303, 176, 'ours'),
      ...arrow(468, 136, 368, 176, 'ours'),
      ...arrow(398, 202, 428, 202, 'ours'),
      ...arrow(303, 228, 303, 268, 'ours'),
      ...arrow(303, 360, 303, 320, 'ours'),
      ...arrow(523, 360, 523, 320, 'ours'),
      line(166, 110, 208, 110, 'peer dashed'),
      line(166, 386, 208, 386, 'peer dashed'),
      line(618, 386, 660, 386, 'peer dashed'),
      text(190, 452, 'Arrows: who imports whom. Dashed: with whom it speaks.', { look: 'faint small' }),
    ],
    {
      description: `Slack, a database and AWS stand around the bot. Arrows are imports: ${IMPORTS.map(([from, to]) => `${from} to ${to}`).join(', ')}. Only slack speaks to Slack, only store to the database, only directconnect to AWS.`,
      style: LOOKS,
    },
  );
}

function room({ x, y, width, name, what }: Place, look: string): string[] {
  return [
    rect(x, y, width, HEIGHT, look),
    text(x + width / 2, y + 22, name, { anchor: 'middle', look: 'strong' }),
    text(x + width / 2, y + 40, what, { anchor: 'middle', look: 'faint small' }),
  ];
}
