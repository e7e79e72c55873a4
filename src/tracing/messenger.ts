import type { Logger } from 'pino';
import type { Messenger, Told } from '../interfaces/chat.ts';
import { ATTRIBUTE } from './attributes.ts';
import { step } from './here.ts';
import type { Span } from './span.ts';

/** What is written to Slack, traced; the log tells of each line that Slack has taken. */
export function traceMessenger<M extends Messenger>(messenger: M, log: Pick<Logger, 'info'>): M {
  const written = async (span: Span | undefined, writing: Promise<Told>): Promise<Told> => {
    const told = await writing;
    span?.set({
      [ATTRIBUTE.outcome]: told.kind,
      [ATTRIBUTE.code]: 'code' in told ? told.code : undefined,
      [ATTRIBUTE.ts]: told.kind === 'told' ? told.ts : undefined,
    });
    return told;
  };
  return {
    ...messenger,
    post: (view, destination, place, sending) =>
      step('draw', 'client', { [ATTRIBUTE.channel]: place.channel }, (span) =>
        written(span, messenger.post(view, destination, place, sending)),
      ),
    update: (view, destination, place, ts, sending) =>
      step('draw', 'client', { [ATTRIBUTE.channel]: place.channel }, (span) =>
        written(span, messenger.update(view, destination, place, ts, sending)),
      ),
    say: (line, view, place, sending) =>
      step(
        'tell',
        'client',
        { [ATTRIBUTE.line]: line.kind, [ATTRIBUTE.channel]: place.channel },
        async (span) => {
          const told = await written(span, messenger.say(line, view, place, sending));
          const { channel } = place;
          if (told.kind === 'told')
            log.info({ request: view.request.id, line: line.kind, channel, ts: told.ts }, 'told');
          return told;
        },
      ),
  };
}
