import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../src/domain/person.ts';
import type { Entitlement, RequestEvent } from '../src/domain/request/fact.ts';
import type { Finding, Hold, RequestState, Status } from '../src/domain/request/request.ts';
import { STATUS } from '../src/domain/request/status.ts';
import { transition } from '../src/domain/request/transition.ts';
import { DRAWINGS } from './drawings/index.ts';
import { importsOf, ROOT } from './imports.ts';

// Draws docs/architecture.md's pictures from the code: the house from its imports, a request's life from the
// transition function; and docs/drawings. `npm run draw` writes them; tests say when they are no longer true.

const DOCUMENT = join(ROOT, 'docs/architecture.md');

/** The document with its pictures drawn anew. */
export function drawn(document: string): string {
  return replaced(replaced(document, 'house', house()), 'life', life());
}

function replaced(document: string, name: string, picture: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [before, rest] = [document.indexOf(begin), document.indexOf(end)];
  if (before < 0 || rest < before) throw new Error(`docs/architecture.md has no place for the ${name}.`);
  return `${document.slice(0, before)}${begin}\n\`\`\`mermaid\n${picture}\n\`\`\`\n\n${document.slice(rest)}`;
}

/** Which folder imports which. */
function house(): string {
  const arrows = new Set<string>();
  for (const [file, imported] of importsOf('src')) {
    for (const [from, to] of imported.map((other) => [roomOf(file), roomOf(other)])) {
      if (from !== to) arrows.add(`  ${from} --> ${to}`);
    }
  }
  return ['flowchart TD', ...[...arrows].sort()].join('\n');
}

/** `src/actions/placing/place.ts` is in actions; a file at the root is a room of its own. */
function roomOf(file: string): string {
  const [, room = ''] = file.split('/');
  return room.replace(/\.ts$/, '');
}

/** After an attempt of unknown outcome an approved request may have a port: that is a place of its own. */
type Place = Status | 'approved_again' | 'placing_again';
const MAYBE_A_PORT: readonly Place[] = [
  'placing',
  'unsettled',
  'needs_decision',
  'approved_again',
  'placing_again',
  'ordered',
];

function life(): string {
  const begin: RequestState = { status: 'awaiting_approval' };
  const seen = new Map<Place, RequestState>([[placeOf(begin), begin]]);
  const arrows = new Map<string, string[]>();
  for (const [place, state] of seen) {
    for (const event of EVENTS) {
      const next = transition(state, event);
      if (!next) continue;
      const to = placeOf(next);
      if (!seen.has(to)) seen.set(to, next);
      const arrow = `${place} --> ${to}`;
      arrows.set(arrow, [...new Set([...(arrows.get(arrow) ?? []), event.type])]);
    }
  }
  const unseen = Object.keys(STATUS).filter((status) => !seen.has(status as Status));
  if (unseen.length > 0) throw new Error(`Nothing leads to ${unseen.join(', ')}.`);
  return [
    'stateDiagram-v2',
    '  state "A port may exist" as maybe {',
    ...MAYBE_A_PORT.map((place) => `    ${place}`),
    '  }',
    `  [*] --> ${placeOf(begin)}`,
    ...[...arrows].map(([arrow, events]) => `  ${arrow}: ${events.join(', ')}`),
    ...[...seen.keys()]
      .filter((place) => place in STATUS && STATUS[place as Status].ended)
      .map((place) => `  ${place} --> [*]`),
  ].join('\n');
}

function placeOf(state: RequestState): Place {
  const { status } = state;
  if ((status === 'approved' || status === 'placing') && state.votesFor > 0) return `${status}_again`;
  return status;
}

const by: Person = { id: 'U1', name: 'Lee' };
const at = 0;
const hold: Hold = { kind: 'throttled', code: 'X', message: 'x' };
const finding: Finding = { looked: 'not_there', candidates: [], tagged: [], lagLinks: null, lateUntil: 0 };
const seen = { interconnectId: 'dxcon-1', name: 'n', state: 'requested', location: 'l', bandwidth: '10Gbps' };
const port = { interconnectId: 'dxcon-1', portState: 'requested', seen };
const entitlement: Entitlement = { rule: 'r', via: null, ruleNow: null, viaNow: null };
const called = {
  approvals: 0,
  quorum: 1,
  from: '',
  waited: 0,
  expiresAt: 0,
  call: [],
  direct: [],
};
const order = {
  region: 'r',
  location: 'l',
  bandwidth: '10Gbps',
  interconnectName: 'n',
  requestMACSec: false,
  tags: [],
};

/** One of each kind; what they hold decides nothing here. */
const EVENTS = Object.values({
  approved: { type: 'approved', by: [by], at },
  rejected: { type: 'rejected', by, reason: '', ...entitlement, at },
  withdrawn: { type: 'withdrawn', by, at },
  expired: { type: 'expired', at },
  sent_back: { type: 'sent_back', by: null, reason: '', at },
  resubmitted: { type: 'resubmitted', changed: [], order, reason: '', at },
  reminded: { type: 'reminded', step: 1, ...called, at },
  nudged: { type: 'nudged', by, ...called, at },
  escalated: { type: 'escalated', to: [], nobody: false, ...called, at },
  held: { type: 'held', hold, told: false, at },
  rehearsed: { type: 'rehearsed', at },
  attempt_committed: { type: 'attempt_committed', attempt: 1, accountId: '1', by: [by], votesFor: 0, at },
  attempt_not_sent: { type: 'attempt_not_sent', hold, at },
  attempt_throttled: { type: 'attempt_throttled', hold, at },
  attempt_refused: { type: 'attempt_refused', code: '', message: '', finding, at },
  still_unknown: { type: 'still_unknown', code: '', until: 0, at },
  attempt_unknown: { type: 'attempt_unknown', code: '', until: 0, at },
  created: { type: 'created', how: 'answer', ...port, at },
  found: { type: 'found', how: 'settling', ...port, at },
  not_settled: { type: 'not_settled', attempt: 1, minutes: 0, attempts: [], ...finding, at },
  approval_lapsed: { type: 'approval_lapsed', why: '', finding, at },
  tried_again: { type: 'tried_again', by, at },
  ordered_again: { type: 'ordered_again', by: [by], accepted: [], at },
  named: { type: 'named', how: 'named', by, ...port, at },
  given_up: { type: 'given_up', by, ...entitlement, at },
  port_changed: {
    type: 'port_changed',
    portState: 'down',
    seen,
    lostLight: false,
    days: 0,
    newDevice: false,
    at,
  },
  port_gone: { type: 'port_gone', at },
  handed_over: { type: 'handed_over', to: '', at },
} satisfies { [T in RequestEvent['type']]: Extract<RequestEvent, { type: T }> }) as RequestEvent[];

if (import.meta.main) {
  writeFileSync(DOCUMENT, drawn(readFileSync(DOCUMENT, 'utf8')));
  for (const [path, draw] of Object.entries(DRAWINGS)) writeFileSync(join(ROOT, path), draw());
}
