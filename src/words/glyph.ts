import type { Request } from '../domain/request/request.ts';

/** What a status is at a glance; an ended one has no glyph, unless it ended in a no. */
const GLYPH = {
  waiting: '⏳',
  underWay: '🔄',
  available: '✅',
  needsSomeone: '❗',
  refused: '⛔',
  ended: undefined,
};

type Kind = keyof typeof GLYPH;

/** The one glyph before a status, if its kind has one. The words alone say all; the glyph only finds them sooner. */
export function glyphOf(request: Request, rehearsing = false): string | undefined {
  return GLYPH[kindOf(request, rehearsing)];
}

function kindOf({ state, dryRun }: Request, rehearsing: boolean): Kind {
  switch (state.status) {
    case 'awaiting_approval':
      return 'waiting';
    case 'approved':
      return state.hold?.kind === 'frozen' || (rehearsing && !dryRun) ? 'waiting' : 'underWay';
    case 'placing':
    case 'unsettled':
      return 'underWay';
    case 'ordered':
      return state.portState === 'available' ? 'available' : 'underWay';
    case 'sent_back':
    case 'needs_decision':
      return 'needsSomeone';
    case 'refused':
    case 'rejected':
      return 'refused';
    case 'withdrawn':
    case 'expired':
    case 'rehearsed':
    case 'abandoned':
    case 'closed':
      return 'ended';
  }
}
