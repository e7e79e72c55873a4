import { line, picture, rect, text } from '../../bench/plots/svg.ts';
import { arrow } from './arrow.ts';
import { LOOKS } from './looks.ts';
import { END, LINE, PORT, STATUS } from './story.ts';

/** Who takes part, from left to right, and where they stand. */
const LANES = { lead: 80, bot: 384, database: 580, aws: 758 };
type Lane = keyof typeof LANES;

const NAMES: Record<Lane, string> = {
  lead: 'Slack',
  bot: 'The bot',
  database: 'Its database',
  aws: 'AWS',
};

/** One thing that happens: words over an arrow; `lost` ones end on their way. */
interface Step {
  from: Lane;
  to: Lane;
  words: string;
  look: 'ours' | 'peer' | 'third';
  lost?: true;
}

const [found = '', notAgain = ''] = LINE.adopted.split(/(?<=:) /);

const STEPS: readonly (Step | { band: string })[] = [
  { from: 'lead', to: 'bot', words: 'Lee presses Approve', look: 'ours' },
  { from: 'bot', to: 'database', words: 'one commit: the vote', look: 'ours' },
  { from: 'bot', to: 'lead', words: STATUS.placing, look: 'ours' },
  { from: 'bot', to: 'aws', words: "lists all ports, every page: none has this order's tag", look: 'ours' },
  { from: 'bot', to: 'database', words: 'one commit: votes judged\nagain, and the attempt', look: 'ours' },
  { from: 'bot', to: 'aws', words: 'CreateInterconnect, with the tag: once, no retries', look: 'ours' },
  { from: 'aws', to: 'bot', words: `${PORT} is made; the answer is lost`, look: 'peer', lost: true },
  { from: 'bot', to: 'lead', words: STATUS.unsettled, look: 'peer' },
  { band: 'Nothing is sent again by itself.' },
  { from: 'bot', to: 'aws', words: `looks for the tag, on every page: ${PORT}`, look: 'third' },
  { from: 'bot', to: 'database', words: 'one commit: the port, the line', look: 'third' },
  { from: 'bot', to: 'lead', words: `${found}\n${notAgain}`, look: 'third' },
];

const WIDTH = 840;
const TOP = 92;
const ROW = 44;

/** One approval whose answer is lost, from the click to the port that is taken over. */
export function sequence(): string {
  const bottom = TOP + STEPS.length * ROW;
  return picture(
    WIDTH,
    bottom + 44,
    'One approval, whatever becomes of the answer',
    [
      ...Object.entries(LANES).flatMap(([lane, x]) => [
        line(x, TOP - 20, x, bottom, 'grid'),
        rect(x - 62, TOP - 48, 124, 28, 'box'),
        text(x, TOP - 29, NAMES[lane as Lane], { anchor: 'middle', look: 'strong' }),
      ]),
      ...STEPS.flatMap((step, row) => {
        const y = TOP + row * ROW + 28;
        return 'band' in step ? band(step.band, y) : sent(step, y);
      }),
      text(WIDTH / 2, bottom + 24, END, { anchor: 'middle', look: 'third strong' }),
    ],
    { description: description(), style: LOOKS },
  );
}

function sent({ from, to, words, look, lost }: Step, y: number): string[] {
  const [start, goal] = [LANES[from], LANES[to]];
  const end = lost ? (start + goal) / 2 : goal;
  const lines = words.split('\n');
  return [
    ...(lost
      ? [
          line(start, y, end, y, `${look} dashed`),
          line(end - 6, y - 6, end + 6, y + 6, look),
          line(end - 6, y + 6, end + 6, y - 6, look),
        ]
      : arrow(start, y, end, y, look)),
    ...lines.map((one, index) =>
      text((start + goal) / 2, y - (lost ? 12 : 8) - (lines.length - 1 - index) * 17, one, {
        anchor: 'middle',
        look: 'label',
      }),
    ),
  ];
}

function band(words: string, y: number): string[] {
  return [
    rect(16, y - 24, WIDTH - 32, 28, 'box'),
    text(WIDTH / 2, y - 5, words, { anchor: 'middle', look: 'strong' }),
  ];
}

/** The same in words. */
function description(): string {
  const told = STEPS.map((step) =>
    'band' in step
      ? step.band
      : `${NAMES[step.from]} to ${NAMES[step.to].toLowerCase()}: ${step.words.replace('\n', ' ')}.`,
  );
  return [...told, END].join(' ').replaceAll('..', '.');
}
