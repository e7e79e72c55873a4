import * as z from 'zod';

// Loose: checked is what our listeners and Bolt's routing read, and nothing else; Bolt gets the payload as it came.

const text = z.string();
const maybe = z.string().nullish();
/** Slack's IDs are some ten characters; what is longer would only be handed on to Slack. */
const id = z.string().min(1).max(100);

const user = z.looseObject({ id, name: text.optional(), username: text.optional(), team_id: maybe });
const team = z.looseObject({ id: text }).nullish();
const option = z.looseObject({ value: text }).nullish();
const value = z.looseObject({
  value: maybe,
  selected_option: option,
  selected_options: z.array(z.looseObject({ value: text })).nullish(),
});
const view = z.looseObject({
  id: text,
  hash: maybe,
  callback_id: text,
  private_metadata: maybe,
  app_installed_team_id: maybe,
  state: z.looseObject({ values: z.record(text, z.record(text, value)) }),
  blocks: z.array(z.looseObject({ block_id: text.optional() })),
});
/** What every interaction carries. `team` is null where an app is installed for a whole organisation. */
const common = {
  api_app_id: text.optional(),
  team,
  user,
  trigger_id: text.optional(),
  response_url: text.optional(),
  response_urls: z.array(z.looseObject({ response_url: text })).optional(),
};

const command = z.looseObject({
  command: text,
  api_app_id: text.optional(),
  team_id: text.optional(),
  user_id: id,
  user_name: text.optional(),
  text: text.optional(),
  trigger_id: text,
  response_url: text.optional(),
});
const click = z.looseObject({
  ...common,
  trigger_id: text,
  actions: z
    .array(
      z.looseObject({
        action_id: text,
        block_id: text.optional(),
        type: text,
        value: text.optional(),
        selected_option: option,
      }),
    )
    .min(1),
  container: z.looseObject({ channel_id: maybe, thread_ts: maybe, message_ts: maybe }).optional(),
  channel: z.looseObject({ id }).optional(),
  view: view.optional(),
});
const form = z.looseObject({ ...common, view });
const shortcut = z.looseObject({ ...common, trigger_id: text, callback_id: text });
const list = z.looseObject({
  ...common,
  action_id: text,
  value: text.optional(),
  channel: z.looseObject({ id: text }).optional(),
  view: z.looseObject({ private_metadata: maybe, app_installed_team_id: maybe }).optional(),
});
/** What Bolt looks into where it is there, whatever the event. */
const routing = {
  user: text.optional(),
  channel_id: text.optional(),
  item: z.undefined().optional(),
  subteam: z.undefined().optional(),
};
const event = z.looseObject({
  api_app_id: text.optional(),
  team_id: maybe,
  authorizations: z.array(z.looseObject({ team_id: maybe })).optional(),
  event: z.discriminatedUnion('type', [
    z.looseObject({
      ...routing,
      type: z.literal('message'),
      subtype: text.optional(),
      channel: text,
      deleted_ts: text.optional(),
      message: z.looseObject({ subtype: text.optional(), ts: text.optional() }).optional(),
    }),
    z.looseObject({
      ...routing,
      type: z.literal('tokens_revoked'),
      channel: text.optional(),
      tokens: z.looseObject({ bot: z.array(text).nullish() }).optional(),
    }),
    z.looseObject({ ...routing, type: z.literal('app_home_opened'), user: id, tab: text.optional() }),
    z.looseObject({ ...routing, type: z.literal('app_uninstalled'), channel: text.optional() }),
  ]),
});

/** A payload that a listener can take, by what Bolt will take it for. */
export type Payload =
  | { kind: 'command'; body: z.infer<typeof command> }
  | { kind: 'click'; body: z.infer<typeof click> }
  | { kind: 'form'; body: z.infer<typeof form> }
  | { kind: 'shortcut'; body: z.infer<typeof shortcut> }
  | { kind: 'list'; body: z.infer<typeof list> }
  | { kind: 'event'; body: z.infer<typeof event> };

/** One that none can: which member is wrong, or that nobody knows its type. */
export interface Unread {
  kind: 'unread';
  type: string;
  why: string;
}

const EVENTS = new Set(['message', 'app_home_opened', 'tokens_revoked', 'app_uninstalled']);

/** Of messages there is none of ours; one that another manifest has left is acked like any that nobody knows. */
const SHORTCUTS = new Set(['shortcut', 'message_action']);

/** Reads a payload's members; the order is that of Bolt's own routing, so that both take it for the same. */
export function readPayload(body: Record<string, unknown>): Payload | Unread {
  if (body.event !== undefined) return readEvent(body);
  if (body.command !== undefined) return read('command', command, body, '/');
  if (body.name === undefined && body.type === 'block_suggestion') return read('list', list, body);
  if (body.name !== undefined) return unread(typeOf(body), 'not known');
  if (body.actions !== undefined && body.type === 'block_actions') return read('click', click, body);
  if (body.actions === undefined && SHORTCUTS.has(String(body.type))) return read('shortcut', shortcut, body);
  if (body.actions === undefined && body.type === 'view_submission') return read('form', form, body);
  return unread(typeOf(body), 'not known');
}

function readEvent(body: Record<string, unknown>): Payload | Unread {
  const inner = z.looseObject({ type: text }).safeParse(body.event);
  if (body.type !== 'event_callback' || !inner.success) return unread(typeOf(body), 'not known');
  const { type } = inner.data;
  return EVENTS.has(type) ? read('event', event, body, type) : unread(clipped(type), 'not known');
}

function read<K extends Payload['kind'], T>(
  kind: K,
  schema: z.ZodType<T>,
  body: Record<string, unknown>,
  type = typeOf(body),
): { kind: K; body: T } | Unread {
  const result = schema.safeParse(body);
  if (result.success) return { kind, body: result.data };
  const [issue] = result.error.issues;
  return unread(type, clipped(`${issue?.path.join('.')}: ${issue?.code}`));
}

function unread(type: string, why: string): Unread {
  return { kind: 'unread', type, why };
}

/** Its type as far as a log needs it: whatever it is, it may be long. */
function typeOf({ type }: Record<string, unknown>): string {
  return typeof type === 'string' ? clipped(type) : typeof type;
}

function clipped(words: string): string {
  return words.slice(0, 100);
}
