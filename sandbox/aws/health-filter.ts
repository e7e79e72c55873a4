import { checkArns, statusOf, validation } from './health.ts';
import { type Input, isRecord, list } from './input.ts';
import type { State } from './state.ts';
import type { HealthEvent } from './types.ts';

/** The most members of each list that is looked at. Source: AWS's published model of Health, EventFilter. */
const SIZES: Readonly<Record<string, number>> = {
  services: 10,
  regions: 10,
  eventArns: 10,
  eventTypeCodes: 10,
  eventTypeCategories: 10,
  eventStatusCodes: 6,
  entityValues: 99,
  startTimes: 10,
  endTimes: 10,
  lastUpdatedTimes: 10,
};

/** Refuses a filter that AWS would, and one that asks for what isn't looked at here. */
export function checkFilter(filter: Input): void {
  for (const member of Object.keys(filter)) {
    const most = SIZES[member];
    if (most === undefined) throw validation(`filter.${member} is not emulated here.`);
    const { length } = list(filter, member) ?? [undefined];
    if (length < 1 || length > most) throw validation(`filter.${member} must have 1 to ${most} members.`);
  }
  checkArns(list(filter, 'eventArns') ?? []);
}

/** Whether a filter lets an event through: every list that is there has something that fits it. */
export function letsThrough(filter: Input, state: State, event: HealthEvent): boolean {
  const oneOf = (member: string, ...values: string[]) =>
    list(filter, member)?.some((one) => values.includes(String(one))) ?? true;
  const within = (member: string, at: number | undefined) =>
    list(filter, member)?.some((range) => isWithin(at, range)) ?? true;
  return (
    oneOf('services', 'DIRECTCONNECT') &&
    oneOf('regions', event.region) &&
    oneOf('eventArns', event.arn) &&
    oneOf('eventTypeCodes', event.eventTypeCode) &&
    oneOf('eventTypeCategories', event.eventTypeCategory) &&
    oneOf('eventStatusCodes', statusOf(state, event)) &&
    oneOf('entityValues', ...event.entities) &&
    within('startTimes', event.startTime) &&
    within('endTimes', event.endTime) &&
    within('lastUpdatedTimes', event.lastUpdatedTime)
  );
}

/** Times on the wire are epoch seconds. */
function isWithin(at: number | undefined, range: unknown): boolean {
  if (!isRecord(range)) throw validation('A range of times has the wrong type.');
  const { from = 0, to = Number.POSITIVE_INFINITY } = range;
  return at !== undefined && at >= Number(from) * 1000 && at <= Number(to) * 1000;
}
