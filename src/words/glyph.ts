import type { RequestView } from '../interfaces/chat.ts';

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

type Seen = Pick<RequestView, 'request' | 'rehearsing' | 'port'>;

/** The one glyph before a status, if its kind has one. The words alone say all; the glyph only finds them sooner. */
export function glyphOf(view: Seen): string | undefined {
  return GLYPH[kindOf(view)];
}

function kindOf({ request: { state, dryRun }, rehearsing, port }: Seen): Kind {
  switch (state.status) {
    case 'awaiting_approval':
      return 'waiting';
    case 'approved':
      return state.hold?.kind === 'frozen' || (rehearsing && !dryRun) ? 'waiting' : 'underWay';
    case 'placing':
    case 'unsettled':
      return 'underWay';
    case 'ordered':
      return ofPort(state.portState, port);
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

/** A port that has lost its light, is going, or isn't listed any more needs someone; one that never had any is on its way. */
function ofPort(state: string, port: Seen['port']): Kind {
  if (port?.missing?.told) return 'needsSomeone';
  if (state === 'deleting') return 'needsSomeone';
  if (state === 'down' && typeof port?.firstAvailableAt === 'number') return 'needsSomeone';
  return state === 'available' ? 'available' : 'underWay';
}
