import type { Deletion } from '../domain/port/deletion.ts';
import type { HealthEvent } from '../domain/port/health-event.ts';
import type { Where } from '../domain/where.ts';
import type { CouldNotLook, DirectConnect } from './direct-connect.ts';

/** AWS Health, as far as it is about Direct Connect; it takes rights of its own and a support plan. */
export interface Health {
  /**
   * All events of an account, or of the one that the bot's own credentials belong to, of any Region: upcoming, open, or
   * closed since then (epoch milliseconds); and those of these ARNs, however long ago they were closed. An answer that
   * isn't complete is none.
   */
  events(
    closedSince: number,
    known: readonly string[],
    accountId?: string | null,
  ): Promise<{ kind: 'told'; accountId: string; events: HealthEvent[] } | CouldNotLook>;
}

/** CloudTrail's event history; it takes a right of its own. */
export interface Trail {
  /**
   * Who deleted these ports of an account's Region since then (epoch milliseconds), by their IDs; those of which the
   * trail says nothing, or says that AWS itself did it, are left out.
   */
  deletions(
    where: Where,
    interconnectIds: readonly string[],
    since: number,
  ): Promise<{ kind: 'told'; deletions: ReadonlyMap<string, Deletion> } | CouldNotLook>;
}

/** All of AWS that the bot ever asks. */
export interface Aws extends DirectConnect {
  readonly health: Health;
  readonly trail: Trail;
}
