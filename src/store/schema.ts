import type { Generated } from 'kysely';

/** The tables, alike in SQLite and PostgreSQL: times are epoch milliseconds, JSON is text. */
export interface Schema {
  requests: {
    id: string;
    submission_id: string;
    revision: number;
    version: number;
    status: string;
    state: string;
    requester_id: string;
    requester_name: string;
    beneficiary_id: string | null;
    beneficiary_name: string | null;
    reason: string;
    order: string;
    location_name: string;
    warnings: string;
    account_id: string | null;
    region: string;
    fingerprint: string;
    rule: string;
    dry_run: number;
    created_at: number;
    /** Null for what an older version wrote: when it was made. */
    asked_at: number | null;
    reminded: number;
    nudged_at: number | null;
    escalated_at: number | null;
    expires_at: number;
    due_at: number | null;
    lease_token: number;
    lease_until: number;
  };
  votes: {
    request_id: string;
    revision: number;
    attempt: number;
    voter_id: string;
    voter_name: string;
    decision: string;
    fingerprint: string | null;
    comment: string | null;
    at: number;
  };
  attempts: {
    request_id: string;
    number: number;
    account_id: string | null;
    region: string;
    endpoint: string;
    lease_token: number;
    committed_at: number;
    deadline_at: number;
    same_name_ids: string;
    sent: string | null;
    listed_ids: string | null;
    lag_links: number | null;
    outcome: string | null;
    closed_at: number | null;
    aws_request_id: string | null;
    error_name: string | null;
    error_message: string | null;
  };
  ports: {
    request_id: string;
    account_id: string;
    region: string;
    interconnect_id: string;
    state: string;
    state_since: number;
    ordered_at: number;
    first_available_at: number | null;
    seen: string;
    listed_at: number;
    missing_since: number | null;
    missed: number;
    missing_told: number;
    /** Null for what an older version wrote. */
    history: string | null;
    told_until: number;
    due_at: number | null;
    lease_token: number;
    lease_until: number;
  };
  audit: {
    request_id: string;
    seq: number;
    at: number;
    actor_id: string | null;
    actor_name: string | null;
    event: string;
    revision: number;
    fingerprint: string;
    error_code: string | null;
    aws_request_id: string | null;
    detail: string;
    previous_hash: string;
    hash: string;
  };
  house_audit: {
    seq: number;
    at: number;
    actor_id: string | null;
    actor_name: string | null;
    event: string;
    detail: string;
    previous_hash: string;
    hash: string;
  };
  surfaces: {
    request_id: string;
    destination: string;
    channel: string | null;
    ts: string | null;
    posting: string;
    last_ts: string | null;
    nonce: string | null;
    wanted: number;
    drawn: number;
    shown: string | null;
    failures: number;
    draw_after: number;
    tell_after: number;
    due_at: number | null;
    lease_token: number;
    lease_until: number;
  };
  lines: {
    id: Generated<number>;
    request_id: string;
    destination: string;
    seq: number;
    line: string;
    state: string;
    ts: string | null;
    nonce: string | null;
    created_at: number;
  };
  files: {
    id: string;
    request_id: string;
    name: string;
    bytes: Uint8Array;
    slack_id: string | null;
    asked_at: number | null;
    created_at: number;
  };
  alarms: {
    request_id: string;
    kind: string;
    episode: number;
    step: number;
    told: number;
    raised_at: number;
    cleared_at: number | null;
    got_by_id: string | null;
    got_by_name: string | null;
    got_at: number | null;
  };
  strays: { region: string; interconnect_id: string; request_id: string; noted_at: number };
  ordering_freeze: {
    id: number;
    frozen: number;
    by_id: string | null;
    by_name: string | null;
    reason: string | null;
    at: number | null;
  };
  processes: {
    id: string;
    host: string;
    pid: number;
    rules_hash: string;
    frozen: number;
    dry_run: number;
    connections: number;
    seen_at: number;
  };
  catalogs: { account_id: string; region: string; catalog: string; read_at: number };
  listings: { account_id: string; region: string; at: number; skew: number | null };
  duties: {
    name: string;
    due_at: number;
    lease_token: number;
    /** 0 while nobody holds it: one that has passed was left behind by a process that died. */
    lease_until: number;
    changed_at: number;
    throttled: number;
  };
  maintenance: {
    request_id: string;
    event_arn: string;
    interconnect_id: string;
    code: string;
    planned: number;
    starts_at: number;
    ends_at: number | null;
    status: string;
    words: string;
    told_step: string | null;
    told_starts_at: number | null;
    told_ends_at: number | null;
    told_at: number | null;
    done: number;
  };
  deletions: {
    request_id: string;
    gone_at: number;
    due_at: number | null;
    deleted_by: string | null;
    deleted_at: number | null;
  };
  homes: {
    user_id: string;
    decides: number;
    pages: string;
    wanted: number;
    drawn: number;
    shown: string | null;
    failures: number;
    due_at: number | null;
    lease_token: number;
    lease_until: number;
  };
  schema_versions: { version: number; applied_at: number };
}
