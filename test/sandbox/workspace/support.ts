import type { Json, Workspace } from '../../../sandbox/workspace/types.ts';

/** One Web API call with nothing between: no retries, no reading of what came. */
export function callRaw(
  workspace: Workspace,
  method: string,
  args: Json = {},
  token = workspace.botToken,
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(workspace.apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(args),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** What became of a call: its status with Slack's error if there is one, or `reset`. */
export async function outcomeOf(call: Promise<Response>): Promise<string> {
  try {
    const answer = await call;
    const { error } = (await answer.json()) as { error?: string };
    return error === undefined ? String(answer.status) : `${answer.status} ${error}`;
  } catch {
    return 'reset';
  }
}
