import type { Incident } from '../../interfaces/incidents.ts';
import type { Counted } from '../counting.ts';
import type { StandingTrouble } from '../troubles.ts';
import { type Bounded, boundedBy } from './bounded.ts';
import type { Instruments } from './instruments.ts';
import type { Of } from './table.ts';

/** What is true at the moment when somebody asks. */
export interface Moment {
  /** Undefined where the store can't be counted: nobody is shown old numbers for new ones. */
  counted: Counted | undefined;
  ready: { slack: boolean; store: boolean };
  slackConnected: boolean;
  /** Socket Mode connections that this process holds. */
  slackConnections: number;
  ghosts: number;
  troubles: readonly StandingTrouble[];
  incidents: readonly Incident[];
}

/** Writes what is true at a moment into the gauges, in one turn: two who ask at once get a whole moment each. */
export function fillWith(of: Pick<Instruments, 'gauge'>): (moment: Moment) => void {
  /** Several of one gauge; those that end up under `other` together are added. */
  const all = (name: Of<'gauge'>, samples: readonly { labels?: Bounded; value: number }[]) => {
    const gauge = of.gauge(name);
    gauge.reset();
    // A gauge without labels is there from the start, as 0.
    if (samples.length === 0) gauge.remove({});
    for (const { labels = {}, value } of samples) {
      const bounded = boundedBy(name, labels);
      if (bounded) gauge.inc(bounded, value);
    }
  };
  const one = (name: Of<'gauge'>, value: number | undefined) =>
    all(name, value === undefined ? [] : [{ value }]);
  const by = (name: Of<'gauge'>, label: string, values: Readonly<Record<string, number>> = {}) =>
    all(
      name,
      Object.entries(values).map(([key, value]) => ({ labels: { [label]: key }, value })),
    );
  return ({ counted, ready, ...moment }) => {
    const counts = counted?.counts;
    by('requests', 'status', counts?.requests);
    by('attempts', 'outcome', counts?.attempts);
    all('ports', counts?.ports.map(({ count, ...labels }) => ({ labels, value: count })) ?? []);
    one('lines_waiting', counts?.linesWaiting);
    one('oldest_line_seconds', counted && secondsBetween(counted.counts.oldestLineAt, counted.at));
    one('lines_given_up', counts?.linesGivenUp);
    one('strays', counts?.strays);
    all(
      'last_listing_timestamp_seconds',
      counts?.listings.map(({ accountId, region, at }) => ({
        labels: { account: accountId, region },
        value: at / 1_000,
      })) ?? [],
    );
    one('frozen_timestamp_seconds', counts?.frozenAt == null ? undefined : counts.frozenAt / 1_000);
    one('counted_timestamp_seconds', counted && counted.at / 1_000);
    by('ready', 'part', { slack: Number(ready.slack), store: Number(ready.store) });
    one('slack_connected', Number(moment.slackConnected));
    one('slack_connections', moment.slackConnections);
    one('ghost_connections', moment.ghosts);
    by('slack_refuses', 'what', {
      bot: 0,
      place: 0,
      message: 0,
      ...counting(moment.troubles.map(({ scope }) => scope)),
    });
    one('incidents', moment.incidents.length);
    by('incidents_by_kind', 'kind', counting(moment.incidents.map(({ key }) => key.split(':')[0] ?? key)));
  };
}

/** 0 where there is none, or where its clock is ahead. */
function secondsBetween(from: number | null, to: number): number {
  return from === null ? 0 : Math.max(0, to - from) / 1_000;
}

/** How many of each there are. */
function counting(values: readonly string[]): Record<string, number> {
  const each = Object.entries(Object.groupBy(values, (value) => value));
  return Object.fromEntries(each.map(([value, all]) => [value, all?.length ?? 0]));
}
