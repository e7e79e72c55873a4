import type { Store } from '../../interfaces/store.ts';
import { type Asked, type CheckDeps, type Checked, check } from './check.ts';
import { type Resubmitted, resubmit } from './resubmit.ts';
import { type Submitted, submit } from './submit.ts';

/** What asking works with. */
export interface AskDeps extends CheckDeps {
  store: Store;
  rules: CheckDeps['rules'] & {
    /** How many undecided or unplaced requests one person may have. */
    openRequestsPerPerson: number;
  };
}

/** What became of a sent form. */
export type Recorded = Submitted | Resubmitted | Exclude<Checked, { kind: 'fits' }>;

/**
 * Checks what a form asks for and records it: as a new revision of the request that it `edits`, or as a new one, `after`
 * another in whose place it may be asked for, or as the second port `beside` that of another.
 */
export async function ask(
  deps: AskDeps,
  asked: Asked & { edits: string | undefined; after?: string | undefined; beside?: string | undefined },
): Promise<Recorded> {
  const checked = check(deps, asked);
  if (checked.kind !== 'fits') return checked;
  const { submission } = checked;
  return asked.edits === undefined
    ? submit(deps, submission, asked)
    : resubmit(deps, { ...submission, requestId: asked.edits });
}
