import { arnsIn, invalidToken, part, requirePlan, validation } from '../health.ts';
import { integer, text } from '../input.ts';
import { cut } from '../paging.ts';
import type { Operation } from '../state.ts';

/** What some events affect, all of them in one list, a few at a time. */
export const describeAffectedEntities: Operation = (state, caller, input) => {
  requirePlan(state);
  const filter = part(input, 'filter');
  const arns = arnsIn(filter);
  for (const member of Object.keys(filter))
    if (member !== 'eventArns') throw validation(`filter.${member} is not emulated here.`);
  const all = state.healthEvents
    .filter(({ arn, accountId }) => accountId === caller.accountId && arns.includes(arn))
    .flatMap(({ arn: eventArn, region, accountId, lastUpdatedTime, entities }) =>
      entities.map((entityValue) => ({
        entityArn: `arn:${caller.partition}:health:${region}:${accountId}:entity/${entityValue}-${eventArn.slice(-8)}`,
        eventArn,
        entityValue,
        awsAccountId: accountId,
        lastUpdatedTime: lastUpdatedTime / 1000,
      })),
    );
  const page = cut(all, ({ entityArn }) => entityArn, {
    size: Math.min(integer(input, 'maxResults') ?? state.entityPage, state.entityPage),
    token: text(input, 'nextToken'),
    invalid: invalidToken(),
  });
  return { entities: page.items, nextToken: page.nextToken };
};
