import type { Logger } from 'pino';
import type { AuditHead } from '../domain/audit.ts';
import type { Store } from '../interfaces/store.ts';

/**
 * Writes where each chain ends to the log: whoever rewrites a trail can't take that back. What a start adds to the
 * house's trail is written once it has come through, since one that doesn't says one line and no more.
 */
export function logHeads(store: Pick<Store, 'onAudit'>, log: Pick<Logger, 'info'>): { started(): void } {
  let held: AuditHead[] | undefined = [];
  const write = ({ requestId, seq, hash }: AuditHead) =>
    log.info({ request_id: requestId ?? 'house', seq, hash }, 'audit');
  store.onAudit((head) => {
    if (held && head.requestId === null) held.push(head);
    else write(head);
  });
  return {
    started() {
      for (const head of held ?? []) write(head);
      held = undefined;
    },
  };
}
