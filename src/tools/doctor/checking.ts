import { within } from '../../directconnect/calls/within.ts';
import { AwsReadError, UnfitStoreError } from '../../interfaces/errors.ts';
import { reasonOf } from '../../process/open-store.ts';
import { SettingError } from '../../settings/setting-error.ts';
import { StartError } from '../../slack/start/start-error.ts';
import { type Finding, notChecked, type Verdict, wrong } from './finding.ts';
import { placesFor } from './places.ts';

/** A verdict, and what later checks build on; undefined where they can't. */
type Found<T> = Verdict & { found?: T };

/** Checks that follow each other, each within the limit; none of them keeps another from being made. */
export interface Checking {
  /** Makes one; whatever it throws is wrong. Resolves with what it found. */
  check<T>(name: string, work: () => Promise<Found<T>> | Found<T>, limitMs?: number): Promise<T | undefined>;
  /** Puts down what was found otherwise. */
  note(name: string, verdict: Verdict): void;
  /** Those that can't be made without what another has to find. */
  without(need: string, ...names: string[]): void;
  /** In the order in which they were made. */
  findings: readonly Finding[];
  /** What one may take, unless it says otherwise. */
  limitMs: number;
}

/** `limitMs`: a check that has not ended by then is wrong. */
export function createChecking(limitMs: number): Checking {
  const findings: Finding[] = [];
  const note = (name: string, { state, says, todo }: Verdict) =>
    void findings.push({ name, state, says, todo });
  return {
    findings,
    limitMs,
    note,
    async check(name, work, ms = limitMs) {
      try {
        const { found, ...verdict } = await within(ms, name, Promise.resolve().then(work));
        note(name, verdict);
        return found;
      } catch (error) {
        note(name, troubleOf(error, ms));
        return undefined;
      }
    },
    without(need, ...names) {
      for (const name of names) note(name, notChecked(`needs ${need}.`));
    },
  };
}

function troubleOf(error: unknown, ms: number): Verdict {
  if (error instanceof SettingError || error instanceof StartError)
    return wrong(error.message, ...placesFor(error.message));
  if (error instanceof Error && error.name === 'TimeoutError')
    return wrong(`no answer in ${ms / 1_000} s. Check the network, the address and a proxy between.`);
  if (error instanceof UnfitStoreError) return wrong(`${error.message}. ${error.todo}`);
  return wrong(said(error));
}

/** What an error says, with AWS's or the database's word for it. */
export function said(error: unknown): string {
  return error instanceof AwsReadError ? `${error.message} (${error.code})` : reasonOf(error);
}
