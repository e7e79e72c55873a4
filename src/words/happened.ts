import type { AuditRow } from '../domain/audit.ts';
import type { Attempt } from '../domain/request/attempt.ts';
import type { Order } from '../domain/request/order.ts';
import { attemptText } from './showing.ts';
import { type Timed, timed, timedLines } from './timed.ts';

/** What was sent to AWS when, and what AWS answered, a line each; where nothing was, that. */
export function sentText(attempts: readonly Attempt[]): Timed {
  if (attempts.length === 0) return ['Nothing was sent to AWS.'];
  return timedLines(
    attempts.map((attempt) => {
      const { sent, accountId } = attempt;
      const what = sent ? `. Sent: ${orderText(sent)}, account ${accountId ?? 'not known'}` : '';
      return timed`${attemptText(attempt)}${what}`;
    }),
  );
}

function orderText({ bandwidth, location, region, interconnectName, lagId, requestMACSec }: Order): string {
  const more = [...(lagId ? [`in ${lagId}`] : []), ...(requestMACSec ? ['MACsec'] : [])];
  return [`${bandwidth} at ${location}`, region, interconnectName, ...more].join(', ');
}

/** What has happened to a request, as its trail keeps it, a line each. */
export function happenedText(rows: readonly AuditRow[]): Timed {
  return timedLines([['What happened'], ...rows.map(lineOf)]);
}

function lineOf({ at, event, actor, detail, errorCode, awsRequestId }: AuditRow): Timed {
  const { interconnectId, rule, via } = detail;
  const decided =
    event === 'voted' && detail.decision === 'reject' ? 'voted to reject' : event.replaceAll('_', ' ');
  const who = actor ? ` by ${actor.name} (${actor.id})` : '';
  const byRule = nameOf(rule);
  const more = [
    ...(byRule ? [`rule ${byRule}`] : []),
    ...(nameOf(via) ? [`as one of ${nameOf(via)}`] : []),
    ...(typeof interconnectId === 'string' ? [interconnectId] : []),
    ...(errorCode ? [errorCode] : []),
    ...(awsRequestId ? [`AWS request ID ${awsRequestId}`] : []),
  ];
  return timed`${{ at }} ${[`${decided}${who}`, ...more].join(', ')}`;
}

/** A rule stands there by its name, or as a whole. */
function nameOf(named: unknown): string | undefined {
  if (typeof named === 'string') return named;
  const { name } = (named ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : undefined;
}
