import { DatabaseSync } from 'node:sqlite';

/** What the bots have recorded, read beside them, whether one runs or not. */
export interface Kept {
  /**
   * How often people's approval has let an order go: each request that was approved, and each Order again, but for those
   * that lapsed before anything was sent. It is recorded before AWS is called, so that it is never behind the ports. A dry
   * run lets none go. Of all requests, or of one.
   */
  approvals(request?: string): number;
  /** The order that waits for its time, and until when; undefined where none does. Epoch milliseconds. */
  next(): { what: string; at: number } | undefined;
  close(): void;
}

/** A writer holds the file for milliseconds. */
const BUSY_MS = 1000;

const APPROVALS = `select coalesce(sum(case event when 'approval_lapsed' then -1 else 1 end), 0) as count
  from audit join requests on requests.id = audit.request_id
  where event in ('approved', 'ordered_again', 'approval_lapsed') and dry_run = 0
    and (:request is null or requests.id = :request)`;
const NEXT = `select id, status, max(due_at, lease_until) as at from requests
  where status in ('approved', 'placing', 'unsettled', 'needs_decision') and due_at is not null order by at limit 1`;
const WORDS: Record<string, (id: string) => string> = {
  approved: (id) => `tries ${id} again`,
  placing: (id) => `takes ${id} over, if nobody answers for it`,
  unsettled: (id) => `looks for the port of ${id} again`,
  needs_decision: (id) => `looks for the port of ${id} again`,
};

/** Opens the file of a bot that has started, to read it. Throws what SQLite says where it can't. */
export function openKept(path: string): Kept {
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
  const approvals = database.prepare(APPROVALS);
  const next = database.prepare(NEXT);
  return {
    approvals: (request) => Number(approvals.get({ request: request ?? null })?.count),
    next() {
      const row = next.get();
      const words = WORDS[String(row?.status)];
      return row && words && { what: words(String(row.id)), at: Number(row.at) };
    },
    close: () => database.close(),
  };
}
