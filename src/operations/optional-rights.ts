import type { Logger } from 'pino';
import { isDenial } from '../domain/request/outcome.ts';
import type { CouldNotLook } from '../interfaces/direct-connect.ts';
import type { IncidentKey, Incidents } from '../interfaces/incidents.ts';

/** AWS's word for an account without the plan that Health's API takes. */
const NO_PLAN = 'SubscriptionRequiredException';

/** What is optional, and how it is switched off. */
export interface Optional {
  key: IncidentKey;
  /** As in "AWS Health". */
  name: string;
  setting: string;
  /** What isn't told without it. */
  without: string;
}

/** Hears how each asking went; undefined where AWS answered. */
export type NoteAnswer = (refusal: CouldNotLook | undefined) => void;

/**
 * What to do where AWS doesn't answer something optional: a right or a plan that is lacking is an incident until it is
 * there, all else a line in the log; each is said once until AWS answers, or says something else.
 */
export function watchOptional(
  { key, name, setting, without }: Optional,
  incidents: Pick<Incidents, 'raise' | 'clear'>,
  log: Pick<Logger, 'warn'>,
): NoteAnswer {
  let said: string | undefined;
  return (refusal) => {
    if (refusal?.code === said) return;
    said = refusal?.code;
    if (refusal === undefined) return incidents.clear(key);
    const { code, message } = refusal;
    if (code === NO_PLAN) {
      const why = `${name} is for accounts with a support plan, and this one has none (${code})`;
      return incidents.raise(key, `${why}: ${without}. Get one, or take ${setting} out.`);
    }
    if (isDenial(code)) {
      const why = `${name} refuses the bot's role (${code})`;
      const todo = `Give it the rights of docs/iam-policy-optional.json, or take ${setting} out.`;
      return incidents.raise(key, `${why}: ${without}. ${todo}`);
    }
    log.warn({ code }, `${name} could not be asked: ${message}`);
  };
}
