import type { Request } from '../../domain/request/request.ts';
import type { Tx } from '../../interfaces/store.ts';
import { type AdvanceOptions, advance } from '../lifecycle/advance.ts';

/** The bot itself sends a request back to whoever asked, who edits it and asks again; undefined where it can't be. */
export function sendBack(
  tx: Tx,
  request: Request,
  reason: string,
  options: Omit<AdvanceOptions, 'actor'>,
): Promise<Request | undefined> {
  const event = { type: 'sent_back', by: null, reason, at: tx.now } as const;
  return advance(tx, request, event, { actor: null, ...options });
}
