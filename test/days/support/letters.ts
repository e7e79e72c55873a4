import type { AwsCall } from '../../../sandbox/aws/types.ts';
import type { AuditRow } from '../../../src/domain/audit.ts';
import type { Told } from './told.ts';

const MINUTE = 60_000;
const ENDS = new Set(['loa_fetched', 'loa_given_up', 'loa_dropped']);

/**
 * Wishes for a letter that AWS has answered more than once, and letters that aren't in the thread byte for byte; empty where
 * all is well. An answer that was lost with its process is asked for again.
 */
export function wrongLetters(
  trail: readonly AuditRow[],
  calls: readonly AwsCall[],
  thread: readonly Told[],
): string[] {
  const wishes = trail.filter(({ event }) => event === 'loa_wished');
  const counted = wishes.flatMap(({ at, detail: { wish } }) => {
    const own = trail.filter(({ detail }) => detail.wish === wish);
    const until = own.find(({ event }) => ENDS.has(event))?.at ?? Number.POSITIVE_INFINITY;
    const answered = calls.filter(
      (call) => call.outcome === 'ok' && call.at >= at && call.at <= until,
    ).length;
    const lost = own.filter(({ detail }) => detail.code === 'INTERRUPTED').length;
    return answered > 1 + lost
      ? [`wish ${wish}: ${answered} answered calls, ${lost} lost with their process`]
      : [];
  });
  const unasked =
    calls.length > 0 && wishes.length === 0 ? ['a letter was fetched that nobody wished for'] : [];
  const files = thread.flatMap((line) => line.files);
  const letters = trail.filter(({ event }) => event === 'loa_fetched').map(({ detail }) => detail.sha256);
  const astray = letters.filter((sha256) => files.filter((file) => file.sha256 === sha256).length !== 1);
  const own = trail
    .filter(({ event }) => event === 'loa_fetched')
    .map(({ detail }) => Number(detail.issuedAt));
  const mistaken = trail.flatMap(({ detail }) =>
    ((detail.changes ?? []) as { what: string; to: unknown }[]).filter(
      ({ what, to }) => what === 'loaIssueTime' && own.some((at) => Math.abs(at - Number(to)) < MINUTE),
    ),
  );
  const more = files.length > letters.length ? [`${files.length} files for ${letters.length} letters`] : [];
  const told = mistaken.map(({ to }) => `told as somebody else's: the bot's own letter of ${to}`);
  const missing = astray.map((sha256) => `not in the thread once: letter ${sha256}`);
  return [...counted, ...told, ...unasked, ...more, ...missing];
}
