import type { EmbeddedAws, Lifecycle } from '../aws/types.ts';
import type { Json } from '../workspace/types.ts';
import { type Input, inputOf } from './input.ts';
import type { ControlOptions } from './types.ts';

/** Does something and says what, in words. */
type Act = (options: ControlOptions, input: Input) => string;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The paces that the page offers: seconds that pass in one; 0: it stands still. */
export const PACES = [
  { pace: 0, words: 'Paused' },
  { pace: 1, words: 'Real time' },
  { pace: 3_600, words: '1 hour a second' },
  { pace: 86_400, words: '1 day a second' },
];

/** How long new ports take: as long as at AWS, or so long that nobody has to wait. */
const SLOW = { requested: 2 * DAY, pending: 4 * DAY, down: 9 * DAY };
const QUICK = { requested: 6_000, pending: 7_000, down: 7_000 };

const acts = new Map<string, Act>([
  ['pace', setPace],
  ['hour', jump(HOUR, 'an hour')],
  ['day', jump(DAY, 'a day')],
  ['next', toNext],
  ['slowPorts', lifecycle(SLOW, 'lets new ports take days')],
  ['quickPorts', lifecycle(QUICK, 'lets new ports take seconds')],
]);

/** What can be done to time. */
export const TIME_ACTS: readonly string[] = [...acts.keys()];

/** Does what the page's visitor wants to happen to time and says what, in words; throws what was wrong with the wish. */
export function passTime(options: ControlOptions, body: Json): string {
  const input = inputOf(body);
  const act = acts.get(input.text('kind'));
  if (!act) throw new Error(`Time knows no ${input.text('kind')}.`);
  return act(options, input);
}

function setPace({ time }: ControlOptions, input: Input): string {
  const wanted = input.count('pace', 0, DAY);
  const found = PACES.find(({ pace }) => pace === wanted);
  if (!found) throw new Error(`No pace of the page's: ${wanted}`);
  time.setPace(wanted);
  return `sets time to: ${found.words}`;
}

function jump(ms: number, words: string): Act {
  return ({ time }) => {
    time.jump(ms);
    return `lets ${words} pass`;
  };
}

function lifecycle(wanted: Lifecycle, words: string): Act {
  return ({ aws }) => {
    aws.lifecycle = wanted;
    return words;
  };
}

/** Whether new ports take days. */
export function areSlow({ lifecycle }: EmbeddedAws): boolean {
  return lifecycle === SLOW;
}

function toNext({ aws, time }: ControlOptions): string {
  if (aws.next() === undefined) throw new Error('Nothing more happens at AWS by itself.');
  time.toNext();
  return 'lets time pass until the next thing happens at AWS';
}
