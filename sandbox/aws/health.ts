import { randomUUID } from 'node:crypto';
import { AwsError } from './errors.ts';
import { type Input, isRecord, list } from './input.ts';
import type { State } from './state.ts';
import type { HealthEvent } from './types.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** At most so many events are asked about at once. Source: Health API reference, eventArns. */
const ARNS_MAX = 10;
const CODE = 'AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED';
const DESCRIPTION =
  'Planned maintenance has been scheduled on an AWS Direct Connect endpoint. During this maintenance window, your ' +
  'AWS Direct Connect services associated with this event may become unavailable.';

/** An event as a test asks for it. */
export type Announced = Partial<HealthEvent> & Pick<HealthEvent, 'entities'>;

/** The event in full: maintenance in three days, for the four hours that it usually has. */
export function newHealthEvent(state: State, given: Announced): HealthEvent {
  const now = state.clock.now();
  const { region = 'us-east-1', eventTypeCode = CODE, startTime = now + 3 * DAY } = given;
  const id = randomUUID().replaceAll('-', '').toUpperCase();
  const arn = `arn:${state.partition}:health:${region}::event/DIRECTCONNECT/${eventTypeCode}/${eventTypeCode}_${id}`;
  return {
    arn,
    accountId: state.accountId,
    region,
    eventTypeCode,
    eventTypeCategory: 'scheduledChange',
    startTime,
    endTime: startTime + 4 * HOUR,
    lastUpdatedTime: now,
    description: DESCRIPTION,
    ...given,
  };
}

/** Where an event stands: as somebody said, else by the clock. */
export function statusOf(state: State, { status, startTime, endTime }: HealthEvent): string {
  if (status !== undefined) return status;
  const now = state.clock.now();
  if (now < startTime) return 'upcoming';
  return endTime !== undefined && now >= endTime ? 'closed' : 'open';
}

/** An event as it is summed up in answers. */
export function eventOnWire(state: State, event: HealthEvent): Record<string, unknown> {
  const { arn, region, eventTypeCode, eventTypeCategory, startTime, endTime, lastUpdatedTime } = event;
  return {
    arn,
    service: 'DIRECTCONNECT',
    eventTypeCode,
    eventTypeCategory,
    region,
    startTime: startTime / 1000,
    endTime: endTime === undefined ? undefined : endTime / 1000,
    lastUpdatedTime: lastUpdatedTime / 1000,
    statusCode: statusOf(state, event),
    eventScopeCode: 'ACCOUNT_SPECIFIC',
  };
}

/** Health's API is for accounts with a support plan alone. */
export function requirePlan(state: State): void {
  if (!state.supportPlan) throw new AwsError('SubscriptionRequiredException', '');
}

/** The ARNs that a call names: some have to be there, and not too many. */
export function arnsIn(input: Input): string[] {
  const arns = list(input, 'eventArns')?.map(String) ?? [];
  if (arns.length === 0 || arns.length > ARNS_MAX)
    throw validation(`eventArns must have 1 to ${ARNS_MAX} members.`);
  checkArns(arns);
  return arns;
}

/** The form of an event's ARN, by AWS's published model of Health. */
const EVENT_ARN = /^arn:aws(-[a-z]+(-[a-z]+)?)?:health:[^:]*:[^:]*:event(\/[\w-]+){3}$/;

/** Refuses what can't be an event's ARN. */
export function checkArns(arns: readonly unknown[]): void {
  const odd = arns.find((arn) => !EVENT_ARN.test(String(arn)));
  if (odd !== undefined) throw validation(`${String(odd)} is no ARN of an event.`);
}

/** The object that a member is, empty where it is left out. */
export function part(input: Input, member: string): Input {
  const value = input[member] ?? {};
  if (isRecord(value)) return value;
  throw validation(`${member} has the wrong type.`);
}

export function validation(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** What Health calls a token that it didn't give. */
export function invalidToken(): AwsError {
  return new AwsError('InvalidPaginationToken', 'The pagination token is not valid.');
}
