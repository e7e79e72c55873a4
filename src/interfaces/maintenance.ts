import type { Deletion } from '../domain/port/deletion.ts';
import type { Maintenance } from '../domain/port/maintenance.ts';
import type { Tracing } from '../domain/port/tracing.ts';

export interface MaintenanceReads {
  /** Everything that Health has ever said of these requests' ports. */
  of(requestIds: readonly string[]): Promise<Maintenance[]>;
  /** The events of which something may still have to be told, each with the request of its port. */
  open(): Promise<Pick<Maintenance, 'requestId' | 'eventArn'>[]>;
}

export interface Maintenances extends MaintenanceReads {
  /** Keeps an event on a port as it is now, and what was told of it. */
  put(event: Maintenance): Promise<void>;
}

export interface DeletionReads {
  /** Who deleted a request's port, if that was found out. */
  of(requestId: string): Promise<Deletion | undefined>;
}

export interface Deletions extends DeletionReads {
  /** Begins to ask about the ports that are gone, and have been for so many milliseconds at most. */
  begin(withinMs: number): Promise<void>;
  /** A few of those that are due, the one that waits longest first. */
  due(most: number): Promise<Tracing[]>;
  /** When to ask about a port again, null for never; epoch milliseconds. */
  rest(requestId: string, dueAt: number | null): Promise<void>;
  /** Keeps who deleted it; nothing more is asked. */
  found(requestId: string, deletion: Deletion): Promise<void>;
}
