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

type Seen = Pick<RequestView, 'request' | 'rehearsing' | 'port' | 'alarms' | 'maintenance'>;

/** The one glyph before a status, if its kind has one. The words alone say all; the glyph only finds them sooner. */
export function glyphOf(view: Seen): string | undefined {
  return GLYPH[kindOf(view)];
}

function kindOf(view: Seen): Kind {
  const { state, dryRun } = view.request;
  switch (state.status) {
    case 'awaiting_approval':
      return 'waiting';
    case 'approved':
      return state.hold?.kind === 'frozen' || (view.rehearsing && !dryRun) ? 'waiting' : 'underWay';
    case 'placing':
    case 'unsettled':
      return 'underWay';
    case 'ordered':
      return ofPort(state.portState, view);
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

/** A port that people were alarmed about, has lost its light, is going or isn't listed needs someone, unless somebody has it; one that never had any is on its way. */
function ofPort(state: string, { port, alarms = [], maintenance = [] }: Seen): Kind {
  if (alarms.length > 0) return alarms.some(({ got }) => got === null) ? 'needsSomeone' : 'underWay';
  if (port?.missing?.told) return 'needsSomeone';
  if (state === 'deleting') return 'needsSomeone';
  // What AWS has said would happen alarms nobody.
  if (state === 'down' && typeof port?.firstAvailableAt === 'number')
    return maintenance.some(({ planned }) => planned) ? 'underWay' : 'needsSomeone';
  return state === 'available' ? 'available' : 'underWay';
}
