import type { Request } from '../../domain/request/request.ts';

/** What a button is bound to: exactly the request, revision, order and attempt that its card showed. */
export interface ButtonValue {
  requestId: string;
  revision: number;
  fingerprint: string;
  /** The attempt that the card told of; 0 before the first. */
  attempt: number;
  /** New ports of the same name that the card told of. */
  candidates: string[];
}

const VERSION = 'v1';

export function buttonValue(request: Request): string {
  const attempt = attemptOf(request);
  const candidates = 'candidates' in request.state ? request.state.candidates : [];
  return [VERSION, request.id, request.revision, request.fingerprint, attempt, candidates.join(',')].join(
    '|',
  );
}

/** Undefined for a value that this version didn't write. */
export function readButtonValue(value: string | undefined): ButtonValue | undefined {
  // Cards drawn before there were attempts name none.
  const [version, requestId, revision, fingerprint, attempt = '0', candidates] = (value ?? '').split('|');
  if (version !== VERSION || !requestId || !fingerprint) return undefined;
  if (!isCount(revision) || !isCount(attempt)) return undefined;
  return {
    requestId,
    revision: Number(revision),
    fingerprint,
    attempt: Number(attempt),
    candidates: candidates ? candidates.split(',') : [],
  };
}

/** The attempt that a card tells of; 0 before the first. */
export function attemptOf({ state }: Request): number {
  return 'attempt' in state ? state.attempt : 0;
}

/** Whether it is a number as values carry them. */
export function isCount(digits: string | undefined): boolean {
  return /^\d{1,9}$/.test(digits ?? '');
}
