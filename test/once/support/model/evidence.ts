import type { AwsCall, StoredInterconnect } from '../../../../sandbox/aws/types.ts';
import type { AuditRow } from '../../../../src/domain/audit.ts';
import type { Port } from '../../../../src/domain/port/port.ts';
import type { Attempt } from '../../../../src/domain/request/attempt.ts';
import type { Request, Status } from '../../../../src/domain/request/request.ts';
import { ATTEMPT_TAG, REQUEST_TAG } from '../../../../src/domain/tags.ts';
import { type Asked, look, type World } from './world.ts';

/** One CreateInterconnect as AWS saw it. */
export interface Call extends AwsCall {
  requestId: string | undefined;
  attempt: number;
  accountId: string;
}

/** All that both sides know of one request. */
export interface Evidence {
  asked: Asked;
  request: Request;
  trail: AuditRow[];
  attempts: Attempt[];
  port: Port | undefined;
  calls: Call[];
  /** At AWS, with this request's tag, in the accounts that an attempt went to: nobody looks out for such ports elsewhere. */
  tagged: StoredInterconnect[];
  /** Announced as bearing this request's tag without being its port. */
  strays: ReadonlySet<string>;
}

/** Where a worker will find the port by its tag. */
export const SEARCHING: ReadonlySet<Status> = new Set(['approved', 'placing', 'unsettled', 'needs_decision']);

type Tags = readonly { key: string; value: string }[];

export function tagOf(tags: Tags, key: string): string | undefined {
  return tags.find((tag) => tag.key === key)?.value;
}

/** Every CreateInterconnect that arrived in either account. */
export function callsOf({ accounts }: World): Call[] {
  return [accounts.ours, accounts.theirs].flatMap(({ aws, calls }) =>
    calls
      .filter(({ operation }) => operation === 'CreateInterconnect')
      .map((call) => {
        const tags = call.input.tags as Tags;
        const attempt = Number(tagOf(tags, ATTEMPT_TAG));
        return { ...call, requestId: tagOf(tags, REQUEST_TAG), attempt, accountId: aws.accountId };
      }),
  );
}

/** Every port of either account. */
export function portsAtAws({ accounts }: World): StoredInterconnect[] {
  return [accounts.ours, accounts.theirs].flatMap(({ aws }) => aws.interconnects);
}

/** Reads the store and AWS for every request. */
export async function gather(world: World): Promise<Evidence[]> {
  const calls = callsOf(world);
  const accounts = [world.accounts.ours.aws, world.accounts.theirs.aws];
  return look(world, async (tx) => {
    const all: Evidence[] = [];
    for (const asked of world.asked) {
      const { id } = asked;
      const request = await tx.requests.read(id);
      if (!request) throw new Error(`${id} is gone from the store.`);
      const trail = await tx.audit.trail(id);
      const attempts = await tx.attempts.of(id);
      const strays = trail
        .filter(({ event }) => event === 'stray_seen')
        .map(({ detail }) => String(detail.interconnectId));
      all.push({
        asked,
        request,
        trail,
        attempts,
        port: await tx.ports.of(id),
        calls: calls.filter(({ requestId }) => requestId === id),
        tagged: accounts
          .filter((aws) => attempts.some(({ accountId }) => accountId === aws.accountId))
          .flatMap(({ interconnects }) => interconnects)
          .filter(({ tags }) => tagOf(tags, REQUEST_TAG) === id),
        strays: new Set(strays),
      });
    }
    return all;
  });
}

/** Fails the run with what doesn't hold. */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}
