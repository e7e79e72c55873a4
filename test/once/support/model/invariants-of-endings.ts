import { isDeepStrictEqual } from 'node:util';
import type { RequestEvent } from '../../../../src/domain/request/fact.ts';
import { transition } from '../../../../src/domain/request/transition.ts';
import { chainHolds } from '../../../../src/store/tables/audit.ts';
import { NO_EVENTS } from '../../../soak/support/derived-lines.ts';
import { type Evidence, must } from './evidence.ts';

/** Cards that say that there is no port; only one that was announced beside the card may prove them wrong. */
const SAYS_NO_PORT =
  /^(Refused by AWS: nothing was ordered|Dry run: nothing was sent|Expired|Withdrawn|Rejected|Sent back|Waiting for approval)/;

/** Every ending on the card is true of AWS's side. */
export function endingsAreTrue({ asked, request, tagged, strays }: Evidence, cardText: string): void {
  const { state } = request;
  if (SAYS_NO_PORT.test(cardText)) {
    for (const { interconnectId, interconnectState } of tagged)
      must(
        interconnectState === 'deleted' || strays.has(interconnectId),
        `${asked.id} says "${cardText}", and AWS made ${interconnectId}.`,
      );
  }
  must(!/^Dry run/.test(cardText) || tagged.length === 0, `${asked.id} was a dry run, and there is a port.`);
  const shown = 'interconnectId' in state ? state.interconnectId : undefined;
  must(
    shown === undefined || cardText.includes(shown),
    `${asked.id} has ${shown}, its card says "${cardText}".`,
  );
}

/** Nothing hangs: once workers run again no order is half placed or still looked up without people, and none waits for no reason. */
export function nothingHangs({ asked, request }: Evidence): void {
  const { state } = request;
  must(state.status !== 'placing' && state.status !== 'unsettled', `${asked.id} is still ${state.status}.`);
  if (state.status !== 'approved') return;
  must(state.hold?.code === 'TAG_TAKEN', `${asked.id} is still approved, on hold for ${state.hold?.code}.`);
}

/** The audit is complete and unaltered, and tells the whole story: played back, it ends where the request stands. */
export function auditTellsAll({ asked, request, trail }: Evidence): void {
  must(chainHolds(trail), `${asked.id}: the audit's chain is broken.`);
  let state: typeof request.state = { status: 'awaiting_approval' };
  for (const { event, at, detail } of trail) {
    if (NO_EVENTS.has(event)) continue;
    const next = transition(state, { ...detail, type: event, at } as RequestEvent);
    must(next !== undefined, `${asked.id}: the audit has ${event} where it is ${state.status}.`);
    state = next;
  }
  const [played, stored] = [state, request.state].map((one) => JSON.stringify(one));
  must(
    isDeepStrictEqual(state, request.state),
    `${asked.id}: played back it is ${played}, stored is ${stored}.`,
  );
}
