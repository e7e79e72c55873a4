import type { Caller } from '../callers.ts';
import { AwsError } from '../errors.ts';
import { type Input, integer, isRecord, list, text } from '../input.ts';
import { cut } from '../paging.ts';
import type { Operation, State } from '../state.ts';
import type { TrailEvent } from '../types.ts';

// Source: CloudTrail API reference, LookupEvents: 50 events a page, one attribute, 90 days, two calls a second.
const LARGEST_PAGE = 50;
const REACH_MS = 90 * 24 * 3_600_000;
const PER_SECOND = 2;
const KEYS = [
  'EventId',
  'EventName',
  'ReadOnly',
  'Username',
  'ResourceType',
  'ResourceName',
  'EventSource',
  'AccessKeyId',
];

/** The account's calls to Direct Connect in the Region, as far as they show by now, the latest first. */
export const lookupEvents: Operation = (state, caller, input) => {
  throttle(state, caller);
  const size = pageSize(input);
  const attribute = attributeIn(input);
  checkRest(input);
  const now = state.clock.now();
  const found = state.trail
    .filter(({ accountId, region }) => accountId === caller.accountId && region === caller.region)
    .filter(({ eventTime }) => eventTime + state.trailDelay <= now && eventTime >= now - REACH_MS)
    .filter(({ eventTime }) => isWithin(eventTime, input))
    .filter((event) => matches(event, attribute))
    .toSorted((one, other) => other.eventTime - one.eventTime);
  const page = cut(found, ({ eventId }) => eventId, {
    size,
    token: text(input, 'NextToken'),
    invalid: new AwsError('InvalidNextTokenException', 'The token is not valid.'),
  });
  return { Events: page.items.map(onWire), NextToken: page.nextToken };
};

function throttle(state: State, { accountId, region }: Caller): void {
  const key = `${accountId}/${region}`;
  const now = state.clock.now();
  const recent = (state.lookups.get(key) ?? []).filter((at) => at > now - 1000);
  if (recent.length >= PER_SECOND) throw new AwsError('ThrottlingException', 'Rate exceeded');
  state.lookups.set(key, [...recent, now]);
}

function pageSize(input: Input): number {
  const size = integer(input, 'MaxResults') ?? LARGEST_PAGE;
  if (size >= 1 && size <= LARGEST_PAGE) return size;
  throw new AwsError('InvalidMaxResultsException', `MaxResults must be from 1 to ${LARGEST_PAGE}.`);
}

function checkRest({ StartTime, EndTime, EventCategory }: Input): void {
  if (Number(StartTime ?? 0) > Number(EndTime ?? Number.POSITIVE_INFINITY))
    throw new AwsError('InvalidTimeRangeException', 'The time range ends before it begins.');
  if (EventCategory !== undefined && EventCategory !== 'insight')
    throw new AwsError('InvalidEventCategoryException', 'The only event category is insight.');
}

/** Times on the wire are epoch seconds. */
function isWithin(at: number, { StartTime = 0, EndTime = Number.POSITIVE_INFINITY }: Input): boolean {
  return at >= Number(StartTime) * 1000 && at <= Number(EndTime) * 1000;
}

function attributeIn(input: Input): Input {
  const attributes = list(input, 'LookupAttributes') ?? [];
  const [one = {}] = attributes;
  if (attributes.length > 1 || !isRecord(one))
    throw new AwsError('InvalidLookupAttributesException', 'One attribute at most.');
  const { AttributeKey: key } = one;
  if (attributes.length > 0 && !KEYS.includes(String(key)))
    throw new AwsError('InvalidLookupAttributesException', `There is no attribute ${String(key)}.`);
  return one;
}

/** Direct Connect's calls are known by no resource here: whether they are at AWS is not published. */
function matches(event: TrailEvent, { AttributeKey: key, AttributeValue: value }: Input): boolean {
  if (key === undefined) return true;
  if (key === 'EventName') return value === event.eventName;
  if (key === 'EventId') return value === event.eventId;
  if (key === 'Username') return value === nameOf(event.userIdentity);
  return key === 'EventSource' && value === 'directconnect.amazonaws.com';
}

/** A user's name, or that of a role's session, with which its ARN ends. */
function nameOf({ userName, arn }: TrailEvent['userIdentity']): unknown {
  return userName ?? String(arn ?? '').split('/')[2];
}

function onWire(event: TrailEvent): Record<string, unknown> {
  const { eventId, eventName, eventTime, userIdentity, requestParameters, errorCode } = event;
  const eventSource = 'directconnect.amazonaws.com';
  return {
    EventId: eventId,
    EventName: eventName,
    EventTime: eventTime / 1000,
    EventSource: eventSource,
    Username: nameOf(userIdentity),
    Resources: [],
    CloudTrailEvent: JSON.stringify({
      eventVersion: '1.11',
      eventID: eventId,
      eventName,
      eventSource,
      eventTime: new Date(eventTime).toISOString(),
      awsRegion: event.region,
      recipientAccountId: event.accountId,
      userIdentity,
      requestParameters,
      ...(errorCode === undefined ? {} : { errorCode }),
    }),
  };
}
