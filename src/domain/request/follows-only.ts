import type { Where } from '../where.ts';
import type { Request } from './request.ts';

const PREFIX = 'follow:';

/** What stands in a request for its form where nobody asked: it only follows a port that was at AWS already. */
export function followingForm({ accountId, region }: Where, interconnectId: string): string {
  return `${PREFIX}${accountId}:${region}:${interconnectId}`;
}

/** Whether a request only follows a port that it hasn't ordered. */
export function followsOnly({ submissionId }: Pick<Request, 'submissionId'>): boolean {
  return submissionId.startsWith(PREFIX);
}
