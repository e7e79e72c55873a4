import { eventOnWire, invalidToken, part, requirePlan, statusOf, validation } from '../health.ts';
import { type Input, integer, isRecord, list, text } from '../input.ts';
import { cut } from '../paging.ts';
import type { Operation } from '../state.ts';
import type { HealthEvent } from '../types.ts';

/** The bounds of maxResults, and what a page has without it. Source: Health API reference, DescribeEvents. */
const [SMALLEST_PAGE, LARGEST_PAGE] = [10, 100];

/** The account's events that a filter lets through, the latest change first. */
export const describeEvents: Operation = (state, caller, input) => {
  requirePlan(state);
  const size = integer(input, 'maxResults') ?? SMALLEST_PAGE;
  if (size < SMALLEST_PAGE || size > LARGEST_PAGE)
    throw validation(`maxResults must be from ${SMALLEST_PAGE} to ${LARGEST_PAGE}.`);
  const filter = part(input, 'filter');
  const found = state.healthEvents
    .filter((event) => event.accountId === caller.accountId)
    .filter((event) => isAskedFor(event, statusOf(state, event), filter))
    .toSorted((one, other) => other.lastUpdatedTime - one.lastUpdatedTime);
  const page = cut(found, ({ arn }) => arn, {
    size,
    token: text(input, 'nextToken'),
    invalid: invalidToken(),
  });
  return { events: page.items.map((event) => eventOnWire(state, event)), nextToken: page.nextToken };
};

function isAskedFor(event: HealthEvent, status: string, filter: Input): boolean {
  const oneOf = (member: string, value: string) => list(filter, member)?.includes(value) ?? true;
  return (
    oneOf('services', 'DIRECTCONNECT') &&
    oneOf('eventStatusCodes', status) &&
    oneOf('eventTypeCategories', event.eventTypeCategory) &&
    oneOf('eventTypeCodes', event.eventTypeCode) &&
    oneOf('regions', event.region) &&
    oneOf('eventArns', event.arn) &&
    (list(filter, 'lastUpdatedTimes')?.some((range) => isWithin(event.lastUpdatedTime, range)) ?? true)
  );
}

/** Times on the wire are epoch seconds. */
function isWithin(at: number, range: unknown): boolean {
  if (!isRecord(range)) throw validation('lastUpdatedTimes has the wrong type.');
  const { from = 0, to = Number.POSITIVE_INFINITY } = range;
  return at >= Number(from) * 1000 && at <= Number(to) * 1000;
}
