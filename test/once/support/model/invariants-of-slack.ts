import type { StoredMessage } from '../../../../sandbox/workspace/types.ts';
import { requestView } from '../../../../src/actions/showing/request-view.ts';
import { escaped } from '../../../../src/slack/blocks/blocks.ts';
import { threadLine } from '../../../../src/slack/blocks/thread-line.ts';
import { canonicalJson } from '../../../../src/store/tables/audit.ts';
import { spokenCard } from '../../../../src/words/spoken.ts';
import { contextOf, statusText } from '../../../../src/words/status.ts';
import { derivedLines } from '../../../soak/support/derived-lines.ts';
import { type Evidence, must } from './evidence.ts';
import { NAMES } from './forms.ts';
import { look, type World } from './world.ts';

/** The delivery key that the bot put on a message. */
function keyOf({ metadata }: StoredMessage): string {
  return (metadata?.event_payload as { key?: string } | undefined)?.key ?? '';
}

/** Everything the bot posted about a request in one place, oldest first. */
function posted(world: World, prefix: string): StoredMessage[] {
  const channels = [...world.slack.channels.keys()];
  return channels
    .flatMap((channel) =>
      world.slack.messages(channel).flatMap((top) => world.slack.messages(channel, top.ts)),
    )
    .filter((message) => keyOf(message).startsWith(prefix))
    .sort((one, other) => Number(one.ts) - Number(other.ts));
}

/** There is one card, and it shows where the request stands; its first words are returned. */
export async function cardIsCurrent(world: World, { asked, request }: Evidence): Promise<string> {
  const cards = posted(world, `${asked.id}:channel:card`);
  must(cards.length === 1, `${asked.id} has ${cards.length} cards.`);
  const view = await look(world, (tx) =>
    requestView(tx, { judging: world.judging, dryRun: false }, asked.id),
  );
  must(view !== undefined, `${asked.id} is gone.`);
  const wanted = spokenCard(view);
  must(
    cards[0]?.text === escaped(wanted),
    `${asked.id}: the card says "${cards[0]?.text}" instead of "${wanted}".`,
  );
  return statusText(request, contextOf(view));
}

/** Every line that was queued is told once, in order, in the words of its event; and nothing else is. */
export function linesAreToldOnce(world: World, { asked, request, trail }: Evidence): void {
  const derived = derivedLines(trail, request);
  for (const destination of ['channel', 'dm'] as const) {
    const prefix = `${asked.id}:${destination}:`;
    const told = posted(world, prefix).filter((message) => !keyOf(message).endsWith(':card'));
    const queued = world.queued.filter(
      (one) => one.requestId === asked.id && one.destination === destination,
    );
    const [wanted, said] = [derived[destination], queued.map(({ line }) => line)].map((lines) =>
      canonicalJson(lines),
    );
    must(wanted === said, `The audit derives ${wanted}, queued was ${said}.`);
    const [is, should] = [told.map(keyOf), queued.map((_, index) => `${prefix}${index + 1}`)].map((keys) =>
      keys.join(' '),
    );
    must(is === should, `Queued was ${should}, told was ${is}.`);
    queued.forEach(({ line }, index) => {
      // Told before or after the form was changed: under the name that the order had then.
      const texts = NAMES.map((interconnectName) => {
        const order = { ...request.order, interconnectName };
        return threadLine(line, { ...request, order }).text;
      });
      const text = told[index]?.text ?? '';
      must(texts.includes(text), `"${text}" was told instead of "${texts.join('" or "')}".`);
    });
  }
}
