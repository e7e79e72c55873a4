import type { Line } from '../domain/request/line.ts';
import type { Request } from '../domain/request/request.ts';
import { approverNames } from '../domain/rules/policy.ts';
import { aboutWhich } from './spoken.ts';
import { span } from './time.ts';

type Reminder = Extract<Line, { kind: 'reminder' }>;
type Escalated = Extract<Line, { kind: 'escalated' }>;

/** Words, those with a time in them given how their reader sees times. */
type Said = string | ((when: (at: number) => string) => string);

/** That a request still waits, how far it is, and until when. */
export function reminderWords(line: Reminder, request: Request): Said[] {
  const { by, approvals, quorum, from, waited, expiresAt } = line;
  const still = `waiting for approval: ${approvals} of ${quorum} from ${from}.`;
  return [
    begun(line, request, by ? `${by.name} reminds you. Still ${still}` : `Still ${still}`),
    (when) => `Asked ${span(waited)} ago; expires ${when(expiresAt)}.`,
  ];
}

/** That more people may decide, since those of the rule have not. */
export function escalatedWords(line: Escalated, request: Request): Said[] {
  const { to, nobody, approvals, quorum, waited, expiresAt } = line;
  const more = approverNames({ approvers: to });
  return [
    begun(
      line,
      request,
      `No decision in ${span(waited)}: ${more} may decide too.${nobody ? ' Nobody is known to be there.' : ''} Approvals so far: ${approvals} of ${quorum}.`,
    ),
    (when) => `Expires ${when(expiresAt)}.`,
  ];
}

/** A direct message stands alone: it says first which request it is about. */
export function begun({ direct }: { direct?: true }, request: Request, words: string): string {
  return direct ? `${aboutWhich(request)}: ${words}` : words;
}
