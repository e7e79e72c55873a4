import type { Json } from '../workspace/types.ts';
import type { BotsView } from './view.ts';

/**
 * The bot's processes, as the page's visitor works them. What can be wished for: `kill` and `start` of one `bot`, by its
 * name; `second`, another process beside the first, and `end` of it; `quorum` (1 or 2), `freeze` and `dryRun` (`on`),
 * each of which starts every process that runs anew, in order and one after the other.
 */
export interface Bots {
  view(): BotsView;
  /** Begins what was wished for: the view tells when it is done. Throws what was wrong with the wish, in words. */
  do(kind: string, body: Json): void;
  /** Calls the listener whenever the view may be another; what comes back ends that. */
  on(listener: () => void): () => void;
}
