import type { AuditRow } from '../../domain/audit.ts';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import { findRequest } from './find-request.ts';
import { requestView, type ViewDeps } from './request-view.ts';

/** So many of the latest things in its trail are shown. */
const LATEST = 5;

/** Everything that there is to know of one request. */
export interface Shown extends RequestView {
  kind: 'shown';
  attempts: Attempt[];
  /** The latest that has happened, the oldest of it first. */
  latest: AuditRow[];
}

/** What somebody asked for isn't known. */
export interface NotFound {
  kind: 'not_found';
  id: string;
}

/** Reads one request, by its own ID or its port's. */
export async function showRequest(at: Snapshot, deps: ViewDeps, id: string): Promise<Shown | NotFound> {
  const requestId = await findRequest(at, id);
  const view = requestId === undefined ? undefined : await requestView(at, deps, requestId);
  if (!view) return { kind: 'not_found', id };
  return {
    kind: 'shown',
    ...view,
    attempts: await at.attempts.of(view.request.id),
    latest: await at.audit.latest(view.request.id, LATEST),
  };
}
