import { blocksOf, textOf } from './api/content.ts';
import { SlackError } from './api/method.ts';
import { flag, str } from './json.ts';
import { edit, post, remove } from './messages.ts';
import type { ResponseUrl, State } from './state.ts';
import type { Json } from './types.ts';
import { takeResponseUrl } from './views/triggers.ts';

/** Answers a POST to a response_url: HTTP 200 and `ok`, or 404/400 with Slack's error. */
export function answerResponse(state: State, id: string, body: Json): { status: number; body: Json } {
  const held = takeResponseUrl(state, id);
  if (typeof held === 'string') {
    state.tell('call', state.botUserId, `response_url: ${held}`);
    return { status: 404, body: { ok: false, error: held } };
  }
  try {
    respond(state, held, body);
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    state.tell('call', state.botUserId, `response_url: ${error.code}`);
    return { status: 400, body: { ok: false, error: error.code, ...error.details } };
  }
}

/** Shows a body that came by response_url or in a slash command's ack: a new, replaced or removed message. */
export function respond(state: State, held: Omit<ResponseUrl, 'at' | 'uses'>, body: Json): void {
  if (flag(body, 'delete_original')) {
    if (held.message !== undefined) remove(state, held.message);
    return;
  }
  const blocks = blocksOf(body, state.limits);
  const text = textOf(body, blocks, state.limits);
  if (flag(body, 'replace_original') && held.message !== undefined) {
    edit(state, held.message, { text, blocks: blocks ?? [] });
    return;
  }
  const threadTs = str(body, 'thread_ts');
  const ephemeral = body.response_type === 'in_channel' ? {} : { ephemeralTo: held.user };
  const user = state.botUserId;
  post(state, { channel: held.channel, user, text, blocks: blocks ?? [], threadTs, ...ephemeral });
}
