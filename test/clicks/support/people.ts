import type { Person } from '../../../src/domain/person.ts';
import type { Members, Standing } from '../../../src/domain/rules/members.ts';
import { ERIN, LEE } from '../../store/support/samples.ts';

export const BEA: Person = { id: 'U0BEA', name: 'Bea' };
export const LIN: Person = { id: 'U0LIN', name: 'Lin' };
export const LIV: Person = { id: 'U0LIV', name: 'Liv' };
/** Has approved with Lin where enough have. */
export const LUX: Person = { id: 'U0LUX', name: 'Lux' };
export const LEO: Person = { id: 'U0LEO', name: 'Leo' };
const DORA: Person = { id: 'U0DORA', name: 'Dora' };
const DEAN: Person = { id: 'U0DEAN', name: 'Dean' };
export const NOEL: Person = { id: 'U0NOEL', name: 'Noel' };
const OLGA: Person = { id: 'U0OLGA', name: 'Olga' };
const GIL: Person = { id: 'U0GIL', name: 'Gil' };
const FAY: Person = { id: 'U0FAY', name: 'Fay' };
const UMA: Person = { id: 'U0UMA', name: 'Uma' };

export const TEAM = 'T0HOME';
const OTHER_TEAM = 'T0ELSEWHERE';

/** Somebody who clicks: what of them may matter to the answer. */
interface Clicker {
  /** As the document names them. */
  title: string;
  person: Person;
  /** What Slack says of them; undefined where it doesn't answer. */
  standing: Standing | undefined;
}

/** All who click. Whoever may be in the leads' group is, so that nothing but what their title says stands in the way. */
export const PEOPLE = {
  requester: { title: 'requester', person: ERIN, standing: 'member' },
  beneficiary: { title: 'beneficiary', person: BEA, standing: 'member' },
  lead: { title: 'lead', person: LEE, standing: 'member' },
  approver: { title: 'lead who approved', person: LIN, standing: 'member' },
  rejecter: { title: 'lead who rejected', person: LIV, standing: 'member' },
  director: { title: 'director', person: DORA, standing: 'member' },
  notified: { title: 'who is notified', person: NOEL, standing: 'member' },
  member: { title: 'member', person: OLGA, standing: 'member' },
  guest: { title: 'guest', person: GIL, standing: 'guest' },
  foreigner: { title: 'foreigner', person: FAY, standing: 'foreign' },
  left: { title: 'lead who left', person: LEO, standing: 'member' },
  unchecked: { title: 'unknown', person: UMA, standing: undefined },
} as const satisfies Record<string, Clicker>;

export type Who = keyof typeof PEOPLE;
export const WHO = Object.keys(PEOPLE) as Who[];

export const GROUPS = {
  S0LEADS: { handle: 'net-leads', users: [ERIN, BEA, LEE, LIN, LIV, LUX, GIL, FAY, UMA] },
  S0DIRECTORS: { handle: 'directors', users: [DORA, DEAN] },
  /** Whom the stricter rule names: all leads but one. */
  S0SENIORS: { handle: 'seniors', users: [ERIN, BEA, LEE, LIN, LUX, GIL, FAY, UMA] },
} as const;

const CLICKERS: readonly Clicker[] = Object.values(PEOPLE);

/** What the judging of a click rests on, whoever clicks. */
export const MEMBERS: Members = {
  groups: new Map(Object.entries(GROUPS).map(([id, { users }]) => [id, users.map((user) => user.id)])),
  standings: new Map(
    CLICKERS.flatMap(({ person, standing }) => (standing === undefined ? [] : [[person.id, standing]])),
  ),
};

/** Everybody there is, with what users.info tells of them; nothing where it doesn't answer. */
export const USERS: ReadonlyMap<string, Record<string, unknown> | undefined> = new Map(
  [...CLICKERS, ...[LUX, DEAN].map((person) => ({ person, standing: 'member' as const }))].map(
    ({ person: { id, name }, standing }) => [
      id,
      standing && {
        id,
        real_name: name,
        team_id: standing === 'foreign' ? OTHER_TEAM : TEAM,
        is_restricted: standing === 'guest',
      },
    ],
  ),
);

/** The workspace that a click's payload names. */
export function teamOf(who: Who): string {
  return PEOPLE[who].standing === 'foreign' ? OTHER_TEAM : TEAM;
}
