import type { Logger } from 'pino';
import type { AuditEntry, AuditHead, HouseEntry } from '../domain/audit.ts';
import type { Store } from '../interfaces/store.ts';

/**
 * Writes what each trail gets to the log, and where its chain ends then: whoever rewrites a trail can't take that back.
 * What a start adds to the house's trail is written once it has come through, since one that doesn't says one line and
 * no more.
 */
export function logHeads(store: Pick<Store, 'onAudit'>, log: Pick<Logger, 'info'>): { started(): void } {
  let held: object[] | undefined = [];
  const write = (line: object) => log.info(line, 'audit');
  store.onAudit((head, entry) => {
    const line = { ...factsOf(entry), ...placeOf(head) };
    if (held && head.requestId === null) held.push(line);
    else write(line);
  });
  return {
    started() {
      for (const line of held ?? []) write(line);
      held = undefined;
    },
  };
}

/** Heads that were kept elsewhere name the request as `request_id`. */
function placeOf({ requestId, seq, hash }: AuditHead) {
  return {
    ...(requestId === null ? {} : { request: requestId }),
    request_id: requestId ?? 'house',
    seq,
    hash,
  };
}

/** What happened, and by whom; nothing that was typed. */
function factsOf(entry: AuditEntry | HouseEntry) {
  const { event, actor } = entry;
  const who = { event, ...(actor ? { user: actor.id } : {}) };
  if (!('requestId' in entry)) return who;
  const { correlation, errorCode: code, awsRequestId, detail } = entry;
  const attempt = typeof detail.attempt === 'number' ? detail.attempt : undefined;
  return { correlation, ...who, attempt, code, awsRequestId };
}
