import { arnsIn, eventOnWire, requirePlan } from '../health.ts';
import type { Operation } from '../state.ts';

/** What AWS says of some events; of one that isn't the account's, that it may not be seen. */
export const describeEventDetails: Operation = (state, caller, input) => {
  requirePlan(state);
  const arns = arnsIn(input);
  const own = state.healthEvents.filter(({ accountId }) => accountId === caller.accountId);
  const known = own.filter(({ arn }) => arns.includes(arn));
  return {
    successfulSet: known.map((event) => ({
      event: eventOnWire(state, event),
      eventDescription: { latestDescription: event.description },
    })),
    failedSet: arns
      .filter((arn) => !known.some((event) => event.arn === arn))
      .map((eventArn) => ({ eventArn, errorName: 'EventNotFound', errorMessage: 'There is no such event.' })),
  };
};
