import { eventOnWire, invalidToken, part, requirePlan, validation } from '../health.ts';
import { checkFilter, letsThrough } from '../health-filter.ts';
import { integer, text } from '../input.ts';
import { cut } from '../paging.ts';
import type { Operation } from '../state.ts';

/** The bounds of maxResults, and what a page has without it. Source: Health API reference, DescribeEvents. */
const [SMALLEST_PAGE, LARGEST_PAGE] = [10, 100];

/** The account's events that a filter lets through, the latest change first. */
export const describeEvents: Operation = (state, caller, input) => {
  requirePlan(state);
  const size = integer(input, 'maxResults') ?? SMALLEST_PAGE;
  if (size < SMALLEST_PAGE || size > LARGEST_PAGE)
    throw validation(`maxResults must be from ${SMALLEST_PAGE} to ${LARGEST_PAGE}.`);
  const filter = part(input, 'filter');
  checkFilter(filter);
  const found = state.healthEvents
    .filter((event) => event.accountId === caller.accountId)
    .filter((event) => letsThrough(filter, state, event))
    .toSorted((one, other) => other.lastUpdatedTime - one.lastUpdatedTime);
  const page = cut(found, ({ arn }) => arn, {
    size,
    token: text(input, 'nextToken'),
    invalid: invalidToken(),
  });
  return { events: page.items.map((event) => eventOnWire(state, event)), nextToken: page.nextToken };
};
