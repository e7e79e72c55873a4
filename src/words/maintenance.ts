import type { Deletion } from '../domain/port/deletion.ts';
import type { Window } from '../domain/port/maintenance.ts';
import type { MaintenanceNews } from '../domain/request/fact.ts';
import type { Line } from '../domain/request/line.ts';
import type { Words } from './said.ts';
import { type Timed, timed } from './timed.ts';

/** What AWS says of a maintenance or an event on a port, and what to do. */
export function maintenanceWords(line: Extract<Line, { kind: 'maintenance' }>): Words[] {
  return [{ timed: sentence(line) }, ...aws(line), ...next(line)];
}

/** Who deleted a port: it may be anybody with the right to. */
export function deletedByWords({ by, at }: Deletion): Timed {
  return timed`Deleted by ${by} at ${{ at }} (CloudTrail).`;
}

function sentence(news: MaintenanceNews): Timed {
  const { step, interconnectId: id, planned, code, before, portState, lostLight } = news;
  switch (step) {
    case 'announced':
      return planned
        ? timed`AWS plans maintenance on ${id}, ${windowText(news)}: light may be lost then.`
        : timed`AWS reports ${code} on ${id}, ${windowText(news)}.`;
    case 'moved':
      return timed`AWS moved the maintenance on ${id}: it is ${windowText(news)} now, and was ${windowText(before ?? news)}.`;
    case 'reminded':
      return timed`Maintenance on ${id} is near: ${windowText(news)}.`;
    case 'called_off':
      return timed`AWS called the maintenance on ${id} off. It was to be ${windowText(news)}.`;
    case 'ended': {
      const over = planned
        ? `The maintenance on ${id} is over`
        : `What AWS reported on ${id} (${code}) is over`;
      return lostLight
        ? timed`${over}, and the port is still ${portState}.`
        : timed`${over}: the port is ${portState}.`;
    }
  }
}

/** Why nobody is alarmed by light that is lost. */
export function duringWords(window: Window): Timed {
  return timed`AWS's maintenance is on it, ${windowText(window)}.`;
}

/** From when to when, or from when on. */
export function windowText({ startsAt, endsAt }: Window): Timed {
  return endsAt === null
    ? timed`from ${{ at: startsAt }} on`
    : timed`from ${{ at: startsAt }} to ${{ at: endsAt }}`;
}

/** AWS's own words, once. */
function aws({ step, words }: MaintenanceNews): Words[] {
  return step === 'announced' && words !== '' ? [{ small: `AWS says: ${words}` }] : [];
}

function next({ step, planned, lostLight }: MaintenanceNews): Words[] {
  switch (step) {
    case 'announced':
    case 'moved':
    case 'reminded':
      return planned ? [{ next: 'Next: move its traffic to another port for that time.' }] : [];
    case 'ended':
      return lostLight ? [{ next: 'Next: open a case with AWS Support, and name the maintenance.' }] : [];
    case 'called_off':
      return [];
  }
}
