import type { Place, StoredEntry } from '../../interfaces/auditing.ts';
import type { ReadOnlyStore } from '../../interfaces/store.ts';
import { canonicalJson } from '../../store/tables/audit.ts';
import type { Filter } from './command-line.ts';
import { csvRow } from './csv.ts';

/** So many entries are read at once. */
const PAGE = 500;

/** The columns of an export, in their order, and what they are of an entry. */
export const COLUMNS = {
  request_id: ({ requestId }) => requestId,
  seq: ({ seq }) => seq,
  at: ({ at }) => new Date(at).toISOString(),
  actor_id: ({ actor }) => actor?.id ?? null,
  actor_name: ({ actor }) => actor?.name ?? null,
  event: ({ event }) => event,
  revision: ({ revision }) => revision,
  fingerprint: ({ fingerprint }) => fingerprint,
  error_code: ({ errorCode }) => errorCode,
  aws_request_id: ({ awsRequestId }) => awsRequestId,
  detail: ({ detail }) => canonicalJson(detail),
  previous_hash: ({ previousHash }) => previousHash,
  hash: ({ hash }) => hash,
} satisfies Record<string, (entry: StoredEntry) => string | number | null>;

/** Prints the entries that a filter lets through, the house's first and then by request: JSON lines, or CSV with a head. */
export async function exportEntries(
  store: ReadOnlyStore,
  { csv, filter }: { csv: boolean; filter: Filter },
  print: (text: string) => Promise<unknown>,
): Promise<void> {
  const columns = Object.entries(COLUMNS);
  if (csv) await print(csvRow(columns.map(([name]) => name)));
  for await (const page of pages(store, filter)) {
    const rows = page.map((entry) => columns.map(([name, of]) => [name, of(entry)] as const));
    const lines = rows.map((row) =>
      csv
        ? csvRow(row.map(([, value]) => value))
        : `${JSON.stringify(Object.fromEntries(withDetail(row)))}\n`,
    );
    if (lines.length > 0) await print(lines.join(''));
  }
}

/** JSON within JSON would be no use to anybody. */
function withDetail(row: readonly (readonly [string, string | number | null])[]): [string, unknown][] {
  return row.map(([name, value]) => [name, name === 'detail' ? JSON.parse(String(value)) : value]);
}

async function* pages(store: ReadOnlyStore, filter: Filter): AsyncGenerator<StoredEntry[], void> {
  const { request, account, region } = filter;
  // The house belongs to no account and no Region.
  if ((request ?? 'house') === 'house' && account === undefined && region === undefined) {
    let after: number | undefined;
    for (let isLast = false; !isLast; ) {
      const page = await store.read((at) => at.auditing.houseEntries(after, PAGE));
      isLast = page.length < PAGE;
      after = page.at(-1)?.seq ?? after;
      yield page.filter((entry) => passes(filter, entry));
    }
  }
  if (request === 'house') return;
  let after: Place = { requestId: request ?? '', seq: 0 };
  for (let isLast = false; !isLast; ) {
    const page = await store.read(async (at) => {
      const entries = await at.auditing.entries(after, PAGE);
      if (account === undefined && region === undefined) return { entries, kept: undefined };
      const ids = [...new Set(entries.map(({ requestId }) => requestId ?? ''))];
      return { entries, kept: new Map((await at.auditing.kept(ids)).map((one) => [one.id, one])) };
    });
    const last = page.entries.at(-1);
    isLast = page.entries.length < PAGE || (request !== undefined && last?.requestId !== request);
    if (last) after = { requestId: last.requestId ?? '', seq: last.seq };
    yield page.entries.filter((entry) => {
      const where = page.kept?.get(entry.requestId ?? '');
      return (
        passes(filter, entry) &&
        (account === undefined || where?.accountId === account) &&
        (region === undefined || where?.region === region)
      );
    });
  }
}

function passes({ from, to, request, actor, event }: Filter, entry: StoredEntry): boolean {
  return (
    (from === undefined || entry.at >= from) &&
    (to === undefined || entry.at < to) &&
    (request === undefined || (entry.requestId ?? 'house') === request) &&
    (actor === undefined || entry.actor?.id === actor) &&
    (event === undefined || entry.event === event)
  );
}
