import type { TaggedPort } from '../domain/request/request.ts';

const MOST = 3;

/** A sentence for each port that bears a request's tag and is not taken over by itself. */
export function taggedText(tagged: readonly TaggedPort[]): string[] {
  return tagged.slice(0, MOST).map(({ interconnectId, why, differences }) => {
    const reason = {
      differs: 'and is not what was ordered.',
      was_there: 'and was there before anything was sent for it.',
      taken: 'and belongs to another request.',
      several: 'and is not the only one.',
    }[why];
    return `${interconnectId} bears this order's tag ${reason} ${differences.join(' ')}`.trim();
  });
}
