import { controlCurl } from './journal/curl.ts';
import type { Route } from './route.ts';

/** What `GET /api/v1` answers: all that there is, each with a command to try it by. */
export function documents(routes: readonly Route[], url: string): object {
  return {
    version: 1,
    words: 'All that the page does, in JSON. A POST answers {} or { "problem": "what was wrong" }.',
    types: 'sandbox/control/view.ts',
    routes: routes.map(({ answer: _answer, ...route }) => ({ ...route, curl: curlOf(route, url) })),
  };
}

/** The same for sandbox/README.md: a table of what there is, what can be done, and a command for each. */
export function documentsInMarkdown(routes: readonly Route[], url: string): string {
  const rows = routes.map(({ method, path, words }) => [`\`${method} ${path}\``, words]);
  const kinds = routes.flatMap(({ path, kinds: all }) =>
    Object.entries(all ?? {}).map(([kind, members]) => [`\`${path}\``, `\`${kind}\``, members]),
  );
  return [
    table([['Request', 'What it does'], ...rows]),
    ['```sh', ...routes.map((route) => curlOf(route, url)), '```'].join('\n'),
    table([['Request', '`kind`', 'Members besides'], ...kinds]),
  ].join('\n\n');
}

/** Rows of cells, the head first, with columns that stand below each other. */
function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...rest] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n');
}

function curlOf({ method, path, query, body, example }: Omit<Route, 'answer'>, url: string): string {
  const address = `${url}${path.replace(/\{.*\}/, example ?? '')}`;
  if (method === 'POST') return controlCurl(address, body ?? {});
  return query === undefined ? `curl ${address}` : `curl '${address}?${query}'`;
}
