import type { ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Click, Tracer } from '../../interfaces/tracer.ts';
import type { Payload } from './payload.ts';

/** What a click is traced with. */
export interface Clicks {
  tracer: Pick<Tracer, 'click'>;
  log: Pick<Logger, 'info'>;
}

/** Handles a payload. One with which somebody does something begins a trace, and is the log's first line of it. */
export async function traced(
  { tracer, log }: Clicks,
  payload: Payload,
  event: ReceiverEvent,
  handle: (event: ReceiverEvent) => Promise<void>,
): Promise<void> {
  const click = clickOf(payload);
  if (!click) return handle(event);
  await tracer.click(click, (acked) => {
    log.info(click, 'click taken');
    return handle({
      ...event,
      async ack(answer) {
        await event.ack(answer);
        acked();
      },
    });
  });
}

/** Who did what; undefined for what only fills in a form, and for what nobody does. */
function clickOf({ kind, body }: Payload): Click | undefined {
  switch (kind) {
    case 'command':
      return { payload: kind, action: body.command, user: body.user_id, request: undefined };
    case 'shortcut':
      return { payload: kind, action: body.callback_id, user: body.user.id, request: undefined };
    case 'form': {
      const { callback_id: action, private_metadata } = body.view;
      return { payload: kind, action, user: body.user.id, request: aboutOf(private_metadata) };
    }
    case 'click': {
      const [pressed] = body.actions;
      if (pressed?.type !== 'button' && pressed?.type !== 'overflow') return undefined;
      const request = aboutOf(pressed.value ?? pressed.selected_option?.value);
      return { payload: kind, action: pressed.action_id, user: body.user.id, request };
    }
    default:
      return undefined;
  }
}

/** Whatever a button, a menu or a small form is bound to names its request first; the form for an order is JSON. */
function aboutOf(value: string | null | undefined): string | undefined {
  return value?.startsWith('{') ? undefined : /\bic-[0-9A-Z]{10}\b/.exec(value ?? '')?.[0];
}
