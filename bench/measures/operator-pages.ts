import { now } from '../clock.ts';
import type { Subject } from '../subjects/subject.ts';
import { pause } from '../within.ts';

const PAGES = ['/metrics', '/readyz'];
const PATIENCE_MS = 15_000;
/** As often as somebody scrapes who is in a hurry; what was asked a moment ago may be told from memory. */
const REST_MS = 1_500;

/** How long each page of the operators' takes, round by round; `ms` is the whole answer. */
export async function operatorPages(subject: Subject, rounds: number): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const path of PAGES) {
      const at = now();
      const answer = await fetch(`http://127.0.0.1:${subject.operatorPort}${path}`, {
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.text();
      times[path] = [...(times[path] ?? []), now() - at];
    }
    await pause(REST_MS);
  }
  return times;
}
