import { setTimeout } from 'node:timers/promises';
import { DescribeInterconnectsCommand, type DirectConnectClient } from '@aws-sdk/client-direct-connect';
import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import type { CouldNotLook } from '../../interfaces/direct-connect.ts';
import { incomplete, looking } from './looking.ts';
import { toListed } from './to-listed.ts';

/** DescribeInterconnects answers at most this many. */
const PAGE = 100;
/** More pages than any account has; a listing that goes on is not a listing. */
const PAGES_MAX = 1_000;
/** Reading a page keeps the process busy for a millisecond or two: so long everybody else has it where nobody hurries. */
const REST_MS = 25;
/** All pages of a listing together. */
const LISTING_MS = 20_000;

/** Every page that there is. */
export interface AllPages {
  kind: 'listed';
  /** One entry for each ID. */
  interconnects: ListedInterconnect[];
  /** IDs of which there were several entries, not alike; the last one stands. */
  unlike: string[];
  /** AWS's time of the last page, by its own word; epoch milliseconds. */
  awsAt?: number | undefined;
}

/**
 * Every page of a Region's interconnects, or could_not_look: a page that is missing is never "not there". `unhurried`:
 * with time for everybody else between the pages.
 */
export function listInterconnects(
  client: DirectConnectClient,
  unhurried = false,
): Promise<AllPages | CouldNotLook> {
  return looking(LISTING_MS, 'Listing interconnects', async () => {
    const pages = new Pages();
    const tokens = new Set<string>();
    let nextToken: string | undefined;
    for (let page = 0; page < PAGES_MAX; page++) {
      const answer = await describe(client, { maxResults: PAGE, nextToken });
      pages.add(answer.interconnects);
      nextToken = answer.nextToken;
      if (!nextToken) return { ...pages.all(), awsAt: answer.awsAt };
      if (tokens.has(nextToken)) throw incomplete('DescribeInterconnects', 'a page led back to another');
      tokens.add(nextToken);
      if (unhurried) await setTimeout(REST_MS);
    }
    throw incomplete('DescribeInterconnects', 'it did not end');
  });
}

/** What a listing showed a moment ago, as if it were listed again. */
export function asListed(entries: readonly ListedInterconnect[]): AllPages {
  const pages = new Pages();
  pages.add(entries);
  return pages.all();
}

/**
 * Pages as they come, each ID once. They are read one after the other: a port that is made or deleted meanwhile may push
 * another into two of them, and what was read last is the newest.
 */
class Pages {
  readonly #byId = new Map<string, ListedInterconnect>();
  readonly #unlike = new Set<string>();

  add(entries: readonly ListedInterconnect[]): void {
    for (const entry of entries) {
      const { interconnectId } = entry;
      const before = this.#byId.get(interconnectId);
      if (before && JSON.stringify(before) !== JSON.stringify(entry)) this.#unlike.add(interconnectId);
      this.#byId.set(interconnectId, entry);
    }
  }

  all(): AllPages {
    return { kind: 'listed', interconnects: [...this.#byId.values()], unlike: [...this.#unlike] };
  }
}

/** One answer of DescribeInterconnects; throws AwsReadError where it is none that can be relied on. */
export async function describe(
  client: DirectConnectClient,
  input: { maxResults?: number; nextToken?: string | undefined; interconnectId?: string },
): Promise<{
  interconnects: ListedInterconnect[];
  nextToken: string | undefined;
  awsAt: number | undefined;
}> {
  const command = new DescribeInterconnectsCommand(input);
  const awsAt = answeredAt(command);
  const { interconnects, nextToken } = await client.send(command);
  if (!interconnects) throw incomplete('DescribeInterconnects', 'the answer has no list');
  const listed = interconnects.map((entry) => {
    if (!entry.interconnectId) throw incomplete('DescribeInterconnects', 'an entry has no ID');
    return toListed(entry, entry.interconnectId);
  });
  return { interconnects: listed, nextToken, awsAt: awsAt() };
}

/** What time it was at AWS when it answered a command, once it has. */
function answeredAt(command: DescribeInterconnectsCommand): () => number | undefined {
  let at: number | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const answered = await next(args);
      const { headers } = answered.response as { headers?: Record<string, string> };
      const date = Date.parse(headers?.date ?? '');
      at = Number.isNaN(date) ? undefined : date;
      return answered;
    },
    { step: 'deserialize', name: 'noteDate' },
  );
  return () => at;
}
