import { followsOnly } from '../domain/request/follows-only.ts';
import type { Request } from '../domain/request/request.ts';

/** What stands before the name of whoever a request comes from. */
export function askedBy(request: Pick<Request, 'submissionId'>): 'Asked by' | 'Followed by' {
  return followsOnly(request) ? 'Followed by' : 'Asked by';
}
