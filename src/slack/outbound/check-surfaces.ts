import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { SECOND } from '../../domain/time.ts';
import type { Incidents } from '../../interfaces/incidents.ts';
import type { Longest } from '../blocks/longest.ts';
import { detailsOf, judge, slackCode } from './slack-error.ts';

/** Slack says only that the method's limits are special, and nobody waits for this. */
const NEXT_MS = SECOND;
const AGAIN_MS = 10 * SECOND;
/** So often in all it is asked again where Slack didn't answer. */
const TRIES = 5;
/** Slack's words for what it would not show. Source: blocks.validate. */
const REFUSED = new Set(['invalid_blocks', 'invalid_message', 'invalid_view']);
const KEY = 'blocks-refused';

/**
 * Asks Slack about each of these whether it would show it, one a call: milliseconds until the next is to be asked,
 * undefined when all were. What Slack would refuse is one incident; a Slack that can't be asked is one warning.
 */
export function createSurfaceCheck(
  client: WebClient,
  surfaces: Iterable<Longest>,
  incidents: Pick<Incidents, 'raise' | 'clear'>,
  log: Logger,
): () => Promise<number | undefined> {
  const left = surfaces[Symbol.iterator]();
  /** The one that is asked about; drawn in the background too, since nobody's start or click is to wait for it. */
  let current: IteratorResult<Longest> | undefined;
  const refused: string[] = [];
  let failures = 0;

  const next = () => {
    current = left.next();
    if (!current.done) return NEXT_MS;
    if (refused.length === 0) incidents.clear(KEY);
    return undefined;
  };
  const leave = (code: string) => {
    log.warn({ code }, 'Slack was not asked about all messages and forms whether it would show them');
    return undefined;
  };

  return async () => {
    current ??= left.next();
    if (current.done) return undefined;
    const surface = current.value;
    try {
      await client.blocks.validate(
        'view' in surface ? { view: surface.view } : { message: { blocks: surface.blocks } },
      );
      return next();
    } catch (error) {
      const code = slackCode(error);
      const told = judge(error);
      if (REFUSED.has(code)) {
        refused.push(surface.name);
        log.error({ code, surface: surface.name, details: detailsOf(error) }, 'Slack would not show this');
        incidents.raise(KEY, words(refused));
        return next();
      }
      if (told.kind !== 'later' && told.kind !== 'unknown') return leave(code);
      failures += 1;
      if (failures > TRIES) return leave(code);
      return told.kind === 'later' ? told.ms : AGAIN_MS;
    }
  };
}

function words(refused: readonly string[]): string {
  const [first] = refused;
  const more = refused.length > 1 ? ` and ${refused.length - 1} more` : '';
  return `Slack would not show ${first}${more} with the longest words in it; a message then goes out shortened. Please report it with what the log says of it.`;
}
