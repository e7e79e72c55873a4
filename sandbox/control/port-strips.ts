import type { EmbeddedAws, StoredInterconnect } from '../aws/types.ts';
import { requestIn } from './request-tag.ts';
import type { PortStrip } from './view.ts';

/** What every port comes through on its way to light. */
const WAY = ['requested', 'pending', 'down', 'available'];

/** The account's ports, deleted ones too, oldest first. */
export function portStrips(aws: EmbeddedAws): PortStrip[] {
  return aws.interconnects.map((port) => ({
    interconnectId: port.interconnectId,
    name: port.interconnectName,
    state: port.interconnectState,
    location: port.location,
    bandwidth: port.bandwidth,
    lagId: port.lagId,
    request: requestIn(port.tags),
    madeAt: port.createdAt,
    steps: stepsOf(aws, port),
    held: port.held !== undefined,
    hasLoa: port.letter !== undefined,
  }));
}

/** The states that it was in, those that are planned, and what is left of the way, of which nobody knows when. */
function stepsOf(aws: EmbeddedAws, port: StoredInterconnect): PortStrip['steps'] {
  const been = aws
    .history(port.interconnectId)
    .map(({ state, at }) => ({ state, at, expectedAt: undefined }));
  const planned = (port.life ?? []).flatMap(({ interconnectState: state, after }) =>
    state === undefined ? [] : [{ state, at: undefined, expectedAt: port.createdAt + after }],
  );
  const steps = [...been, ...planned];
  const last = WAY.indexOf(steps.at(-1)?.state ?? '');
  const hadLight = steps.some(({ state }) => state === 'available');
  const left = last < 0 || hadLight ? [] : WAY.slice(last + 1);
  return [...steps, ...left.map((state) => ({ state, at: undefined, expectedAt: undefined }))];
}
