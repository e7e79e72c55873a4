import type { Told } from '../story.ts';
import type { Recovered } from './recovery.ts';

/** Prints what came of all stories; false where something is wrong. */
export function report(
  stories: Readonly<Record<string, Told>>,
  recovered: readonly Recovered[],
  say: (line: string) => void,
): boolean {
  for (const [mode, told] of Object.entries(stories)) {
    say(`\n${mode}`);
    for (const [what, count] of Object.entries(countsOf(told))) say(`${String(count).padStart(8)}  ${what}`);
  }
  say('\nOnce the database is back, milliseconds until a click is recorded, and until AWS has the order');
  for (const { what, clickMs, createMs, awayMs } of recovered)
    say(
      `${String(clickMs).padStart(8)} ${String(createMs).padStart(8)}  ${what} (told the truth meanwhile in ${awayMs})`,
    );
  const faults = Object.values(stories).flatMap((told) => told.faults);
  for (const fault of faults) say(`WRONG: ${fault}`);
  say(
    faults.length === 0
      ? '\nOne port an approval, every click answered, each line once, no work done by two and none by nobody.'
      : `\n${faults.length} things are wrong.`,
  );
  return faults.length === 0;
}

function countsOf({ counts, clicks, ports, verdict, testimony }: Told): Record<string, number> {
  return {
    ...counts,
    requests: verdict.requests,
    clicks: clicks.all,
    'clicks answered': clicks.acked,
    'clicks given to a bot that was killed or stood still: Slack warned': clicks.warned,
    'milliseconds until the slowest answer': Math.round(clicks.slowestMs),
    'requests with an order sent': ports.approvals,
    'CreateInterconnect calls': ports.calls,
    ports: ports.ports,
    'cards and direct messages compared': verdict.cards,
    'lines compared, each there once': verdict.lines,
    'pieces of work taken, each by one': testimony.taken,
    'listings handed over': testimony.handOvers,
    'listings taken over from a bot that died': testimony.takeOvers,
    'milliseconds until the slowest of those, after the lease (clock twice as fast)': testimony.longestMs,
    'bots that listed ports': Object.keys(testimony.by).length,
  };
}
