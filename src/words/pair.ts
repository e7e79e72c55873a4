import type { HasSecond } from '../actions/pairing/beside.ts';
import { cityOf } from '../domain/catalog/city.ts';
import type { JudgedPair } from '../domain/port/pair.ts';
import type { Request, RequestState } from '../domain/request/request.ts';
import { clip } from '../domain/text.ts';
import type { PairView } from '../interfaces/chat.ts';

/** Enough for every name that AWS gives. */
const WORD_MAX = 100;

const NOT_DIVERSE =
  "Next: don't rest on both what must not go down at once. Another location has other devices.";

/** What a pair's devices say, in a line of each thread. */
export function pairWords(judged: JudgedPair & { pair: string }): (string | { next: string })[] {
  return [
    `${verdictText(judged)} It is the port of ${judged.pair}.`,
    ...(judged.verdict === 'diverse' ? [] : [{ next: NOT_DIVERSE }]),
  ];
}

/** `Same AWS device as dxcon-...: not diverse.`, with the devices. */
function verdictText({ verdict, own, other }: JudgedPair): string {
  const word = (text: string | undefined) => clip(text ?? '', WORD_MAX);
  const port = word(other.interconnectId);
  switch (verdict) {
    case 'same_device':
      return `Same AWS device as ${port}: not diverse. Both end on ${word(own.device)} at ${word(own.location)}.`;
    case 'same_logical_device':
      return `Same AWS logical device as ${port}: not diverse. What both carry ends on ${word(own.logicalDevice)}.`;
    case 'diverse':
      return `Another AWS device than ${port}: diverse. This port ends on ${word(own.device)} at ${word(own.location)}, that one on ${word(other.device)} at ${word(other.location)}.`;
  }
}

/** What a card says of the other port of its pair: what stands before that one's link, and in a line below it. */
export function besideWords({ isSecond, port, judged }: PairView): { before: string; after?: string } {
  const before = isSecond
    ? 'Second port beside '
    : port === undefined
      ? 'A second port is asked for: '
      : 'Its second port: ';
  if (judged === undefined) return { before };
  return { before, after: judged ? verdictText(judged) : 'AWS has not named the devices of both yet.' };
}

/** The same in one text. */
export function pairText(pair: PairView): string {
  const { before, after } = besideWords(pair);
  const more = after === undefined ? '' : ` ${after}`;
  return `${before}${clip(pair.port ?? pair.requestId, WORD_MAX)}.${more}`;
}

/** What the form of a second port says first: beside which port, and where. */
export function besideText({ order, locationName, state }: Request): string {
  const port = 'interconnectId' in state ? state.interconnectId : order.interconnectName;
  const place = `${clip(order.location, WORD_MAX)} (${clip(cityOf(locationName), WORD_MAX)})`;
  return `Second port beside ${clip(port, WORD_MAX)} at ${place}.`;
}

/** Its port is about to be deleted: none is ordered to stand beside it. */
export function goingAnswer({
  interconnectId,
  portState,
}: Extract<RequestState, { status: 'ordered' }>): string {
  return `${interconnectId} is ${portState} at AWS: no second one is ordered beside it. Your click changed nothing.`;
}

/** It is one of a pair already: three would be no pair. */
export function hasSecondAnswer({ first, second }: HasSecond): string {
  const port = (request: Request) =>
    'interconnectId' in request.state ? request.state.interconnectId : 'no port yet';
  return `${port(first)} is one of a pair already, with ${second.id} (${port(second)}). Nothing was recorded. A third port is asked for with /interconnect.`;
}
