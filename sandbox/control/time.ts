import { flapping } from '../aws/flapping.ts';
import { roleIdentity } from '../aws/trail.ts';
import type { EmbeddedAws, Lifecycle, StoredInterconnect } from '../aws/types.ts';
import type { Json } from '../workspace/types.ts';
import { type Input, inputOf } from './input.ts';
import type { ControlOptions } from './types.ts';

type Act = (options: ControlOptions, input: Input) => void;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
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
/** Who deletes ports outside the bot, to CloudTrail. */
const SOMEBODY = roleIdentity('arn:aws:sts::123456789012:assumed-role/net-admin/max');
const COMES_AND_GOES = { times: 5, downMs: 2 * MINUTE, upMs: 3 * MINUTE };

const acts = new Map<string, Act>([
  ['pace', ({ time }, input) => time.setPace(paceOf(input))],
  ['hour', ({ time }) => time.jump(HOUR)],
  ['day', ({ time }) => time.jump(DAY)],
  ['next', toNext],
  ['slowPorts', ({ aws }) => setLifecycle(aws, SLOW)],
  ['quickPorts', ({ aws }) => setLifecycle(aws, QUICK)],
  ['loseLight', ({ aws }, input) => aws.setState(withLight(aws, input).interconnectId, 'down')],
  ['lightBack', lightBack],
  ['flap', flap],
  ['maintain', maintain],
  ['delete', ({ aws }, input) => aws.deleteAs(portOf(aws, input).interconnectId, SOMEBODY)],
]);

/** Does what the page's visitor wants to happen to time or to a port; throws what was wrong with the wish. */
export function passTime(options: ControlOptions, body: Json): void {
  const input = inputOf(body);
  const act = acts.get(input.text('kind'));
  if (!act) throw new Error(`Time knows no ${input.text('kind')}.`);
  act(options, input);
}

function paceOf(input: Input): number {
  const wanted = input.count('pace', 0, DAY);
  if (!PACES.some(({ pace }) => pace === wanted)) throw new Error(`No pace of the page's: ${wanted}`);
  return wanted;
}

function setLifecycle(aws: EmbeddedAws, lifecycle: Lifecycle): void {
  aws.lifecycle = lifecycle;
}

/** Whether new ports take days. */
export function areSlow({ lifecycle }: EmbeddedAws): boolean {
  return lifecycle === SLOW;
}

function toNext({ aws, time }: ControlOptions): void {
  if (aws.next() === undefined) throw new Error('Nothing more happens at AWS by itself.');
  time.toNext();
}

/** Light is there at once, whatever was to happen first. */
function lightBack({ aws }: ControlOptions, input: Input): void {
  const { interconnectId, interconnectState } = portOf(aws, input);
  if (interconnectState !== 'down') throw new Error(`${interconnectId} is ${interconnectState}, not down.`);
  aws.setState(interconnectId, 'available');
}

function flap({ aws }: ControlOptions, input: Input): void {
  const { interconnectId, createdAt } = withLight(aws, input);
  aws.live(interconnectId, flapping({ from: aws.clock.now() - createdAt, ...COMES_AND_GOES }));
}

/** In three days, for four hours; a port that carries light is without it for one of them. */
function maintain({ aws }: ControlOptions, input: Input): void {
  const { interconnectId, region, createdAt, interconnectState } = portOf(aws, input);
  const { startTime } = aws.announce({ entities: [interconnectId], region });
  if (interconnectState !== 'available') return;
  const from = startTime - createdAt + HOUR;
  aws.live(interconnectId, flapping({ from, times: 1, downMs: HOUR, upMs: 0 }));
}

function withLight(aws: EmbeddedAws, input: Input): StoredInterconnect {
  const port = portOf(aws, input);
  if (port.interconnectState === 'available') return port;
  throw new Error(`${port.interconnectId} is ${port.interconnectState}: it carries no light.`);
}

function portOf(aws: EmbeddedAws, input: Input): StoredInterconnect {
  const wanted = input.text('port');
  const port = aws.interconnects.find(({ interconnectId }) => interconnectId === wanted);
  if (!port || port.interconnectState === 'deleted') throw new Error(`There is no port ${wanted}.`);
  return port;
}
