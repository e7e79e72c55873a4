import { flapping } from '../aws/flapping.ts';
import { isGone } from '../aws/life.ts';
import { roleIdentity } from '../aws/trail.ts';
import type { EmbeddedAws, StoredInterconnect } from '../aws/types.ts';
import type { Json } from '../workspace/types.ts';
import { inputOf } from './input.ts';
import type { ControlOptions } from './types.ts';

/** What can happen to a port: what is done, and what it is called. */
interface Act {
  words: string;
  run: (aws: EmbeddedAws, port: StoredInterconnect) => void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Who deletes ports outside the bot, to CloudTrail. */
const SOMEBODY = roleIdentity('arn:aws:sts::123456789012:assumed-role/net-admin/max');
const COMES_AND_GOES = { times: 5, downMs: 2 * MINUTE, upMs: 3 * MINUTE };

const acts = new Map<string, Act>([
  ['loseLight', { words: 'cuts the light of', run: loseLight }],
  ['lightBack', { words: 'brings light back to', run: lightBack }],
  ['flap', { words: 'lets light come and go on', run: flap }],
  ['maintain', { words: 'announces maintenance of', run: maintain }],
  [
    'delete',
    {
      words: 'deletes, as somebody else,',
      run: (aws, { interconnectId }) => aws.deleteAs(interconnectId, SOMEBODY),
    },
  ],
  ['hold', { words: 'holds', run: (aws, { interconnectId }) => aws.hold(interconnectId) }],
  ['release', { words: 'releases', run: (aws, { interconnectId }) => aws.release(interconnectId) }],
  [
    'faster',
    { words: 'hastens what is next for', run: (aws, { interconnectId }) => aws.hasten(interconnectId) },
  ],
]);

/** What can be done to a port. */
export const PORT_ACTS: readonly string[] = [...acts.keys()];

/** Makes happen to a port what the visitor wants and says what, in words; throws what was wrong with the wish. */
export function workPort({ aws }: ControlOptions, body: Json): string {
  const input = inputOf(body);
  const kind = input.text('kind');
  const act = acts.get(kind);
  if (!act) throw new Error(`AWS knows no ${kind}.`);
  const wanted = input.text('interconnectId');
  const port = aws.interconnects.find(({ interconnectId }) => interconnectId === wanted);
  if (!port || isGone(port)) throw new Error(`There is no port ${wanted}.`);
  act.run(aws, port);
  return `${act.words} ${wanted}`;
}

function loseLight(aws: EmbeddedAws, port: StoredInterconnect): void {
  requireLight(port);
  aws.setState(port.interconnectId, 'down');
}

/** Light is there at once, whatever was to happen first. */
function lightBack(aws: EmbeddedAws, { interconnectId, interconnectState }: StoredInterconnect): void {
  if (interconnectState !== 'down') throw new Error(`${interconnectId} is ${interconnectState}, not down.`);
  aws.setState(interconnectId, 'available');
}

function flap(aws: EmbeddedAws, port: StoredInterconnect): void {
  requireLight(port);
  aws.live(port.interconnectId, flapping({ from: aws.clock.now() - port.createdAt, ...COMES_AND_GOES }));
}

/** In three days, for four hours; a port that carries light is without it for one of them. */
function maintain(
  aws: EmbeddedAws,
  { interconnectId, region, createdAt, interconnectState }: StoredInterconnect,
): void {
  const { startTime } = aws.announce({ entities: [interconnectId], region });
  if (interconnectState !== 'available') return;
  const from = startTime - createdAt + HOUR;
  aws.live(interconnectId, flapping({ from, times: 1, downMs: HOUR, upMs: 0 }));
}

function requireLight({ interconnectId, interconnectState }: StoredInterconnect): void {
  if (interconnectState === 'available') return;
  throw new Error(`${interconnectId} is ${interconnectState}: it carries no light.`);
}
