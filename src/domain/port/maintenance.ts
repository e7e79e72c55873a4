import { DAY, HOUR, MINUTE } from '../time.ts';
import type { HealthEvent } from './health-event.ts';

/** What people are told of an event, in the order in which it can happen. */
export type MaintenanceStep = 'announced' | 'moved' | 'reminded' | 'called_off' | 'ended';

/** When an event begins and ends, null where AWS doesn't say. Epoch milliseconds. */
export type Window = Pick<HealthEvent, 'startsAt' | 'endsAt'>;

/** One event of AWS Health on one port, and what people were told of it. Times are epoch milliseconds. */
export interface Maintenance extends Omit<HealthEvent, 'arn' | 'ports'> {
  eventArn: string;
  requestId: string;
  interconnectId: string;
  /** The last word on it, and the window that it named; null where nobody has heard of it. */
  told: (Window & { step: MaintenanceStep; at: number }) | null;
}

/** So long before it begins people are reminded of it, unless they have heard of it in the last hours. */
const REMIND_MS = DAY;
const FRESH_MS = 12 * HOUR;
/** Light that comes back has so long after the end that AWS has set. */
const RETURN_MS = 15 * MINUTE;
/**
 * Maintenance of which AWS doesn't tell the end is taken to be over by then. It usually takes four hours; source: Direct
 * Connect user guide, maintenance.
 */
const LONGEST_MS = DAY;

/** An event as it is now, of which was known what `before` says. One that was over before it was heard of is no news. */
export function asHeard(
  { arn: eventArn, ports: _, ...event }: HealthEvent,
  { requestId, interconnectId }: Pick<Maintenance, 'requestId' | 'interconnectId'>,
  before: Maintenance | undefined,
  now: number,
): Maintenance {
  const heard = { ...event, eventArn, requestId, interconnectId, told: before?.told ?? null };
  return !before && isOver(heard, now) ? asTold(heard, 'ended', now) : heard;
}

/** The next thing to tell of an event, each once for a window; undefined where there is nothing. */
export function toTell(event: Maintenance, now: number): MaintenanceStep | undefined {
  const { told, planned, startsAt, endsAt, status } = event;
  if (told === null) return isOver(event, now) ? undefined : 'announced';
  if (isDone(event)) return undefined;
  if (status === 'closed' && planned && now < startsAt) return 'called_off';
  if (isOver(event, now)) return 'ended';
  if (!planned) return undefined;
  if (told.startsAt !== startsAt || told.endsAt !== endsAt) return 'moved';
  const isNear = now >= startsAt - REMIND_MS && now < startsAt;
  return isNear && told.step !== 'reminded' && now - told.at >= FRESH_MS ? 'reminded' : undefined;
}

/** The same event once that was told. */
export function asTold(event: Maintenance, step: MaintenanceStep, at: number): Maintenance {
  const { startsAt, endsAt } = event;
  return { ...event, told: { step, startsAt, endsAt, at } };
}

/** Whether nothing more is to be told of it, ever. */
export function isDone({ told }: Pick<Maintenance, 'told'>): boolean {
  return told?.step === 'ended' || told?.step === 'called_off';
}

/** Whether people have heard of it, and not of its end. */
export function isAnnounced(event: Pick<Maintenance, 'told'>): boolean {
  return event.told !== null && !isDone(event);
}

/** Whether light that is lost now is what AWS has said would happen. */
export function coversNow(event: Maintenance, now: number): boolean {
  return event.planned && event.startsAt <= now && !isOver(event, now);
}

/** When both are on, where they ever are; without an end where neither has one. */
export function bothOn(one: Window, other: Window): Window | undefined {
  const startsAt = Math.max(one.startsAt, other.startsAt);
  const ends = [one.endsAt, other.endsAt].filter((at) => at !== null);
  const endsAt = ends.length === 0 ? null : Math.min(...ends);
  return endsAt === null || startsAt < endsAt ? { startsAt, endsAt } : undefined;
}

function isOver(event: Omit<Maintenance, 'told'>, now: number): boolean {
  const { status, planned, startsAt, endsAt } = event;
  if (status === 'closed') return true;
  // What has gone wrong is over when AWS says so.
  return planned && now >= (endsAt ?? startsAt + LONGEST_MS) + RETURN_MS;
}
