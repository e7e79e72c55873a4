import type { WebClient } from '@slack/web-api';
import type { Standing } from '../../domain/rules/members.ts';
import type { Approver, PersonOrGroup } from '../../domain/rules/policy.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Directory } from '../../interfaces/directory.ts';
import { judge, slackCode } from '../outbound/slack-error.ts';
import { createAllowance } from './allowance.ts';
import { createGroups } from './groups.ts';
import { createJudged } from './judged.ts';
import { createOnlookers } from './onlookers.ts';
import { createPersons } from './persons.ts';
import type { Problem } from './unknown-ids.ts';

/** Slack allows some hundred reads of people a minute; half of them are for those who may approve. */
const BACKGROUND_A_MINUTE = 50;
const ON_DEMAND_A_MINUTE = 30;
/** Whoever may approve is asked about again before anybody could find that out of date. */
const RENEW_MS = 3.5 * MINUTE;
const LOOK_EVERY_MS = 10_000;

/** People and groups as the settings name them. */
export type Named = readonly PersonOrGroup[];

export interface SlackDirectory extends Directory {
  /** Reads groups, the named people who are not known yet and the private channel; returns what could not be read. */
  refresh(): Promise<Problem[]>;
  /** Reads whoever may approve and is not known or soon out of date; milliseconds until it is to be called again. */
  keepPeople(): Promise<number>;
  /** What Slack says of one person, asked now if need be; undefined where it didn't answer. */
  standing(userId: string): Promise<Standing | undefined>;
  approvers(): Approver[];
  /** Who may ask; empty where everybody may. */
  requesters(): Approver[];
  /** The groups on which it hangs who may ask, and under which rule. */
  askingGroups(): string[];
  /** The groups that are told of requests. */
  notifiedGroups(): string[];
  /** People and groups with the names of now. */
  withNames(named: Named): Approver[];
  /** The setting or the place in the rules file that names a person or group. */
  namedAt(id: string): string | undefined;
  /** Everyone whom a list names, by what is known now. */
  peopleIn(named: Named): Set<string>;
  /** Everyone who may approve, by what is known now. */
  approvingPeople(): ReadonlySet<string>;
  /** From now on the approvals channel counts as private. */
  watchChannel(channel: { id: string; name: string }): void;
  /** False for whoever is not in a private approvals channel and so sees no card. */
  reachable(userId: string): boolean;
  /** The private approvals channel and those who may approve and are not in it. */
  outside(): { channel: string; people: string[] } | undefined;
  /** The name to show for a person: from memory, else `fallback`. */
  nameOf(userId: string, fallback: string): string;
  /** Learns what was asked for and not known, or out of date. Call it after the ack. */
  tend(): Promise<void>;
}

/** Whom rules name, and where. */
export interface NamedByRules {
  /** Whom some rule lets approve. */
  approvers: Named;
  /** Whom some rule lets ask; empty where everybody may. */
  requesters: Named;
  /** By whom it is judged which rule applies, and whether it lets them ask. */
  askers: Named;
  /** Who is told of what some rule applies to. */
  notified: Named;
  /** The setting or the place in the rules file that names each, by ID. */
  namedAt: ReadonlyMap<string, string>;
}

/** What the directory is made for. */
export interface DirectoryOptions {
  /** Whom the rules name now. */
  named: () => NamedByRules;
  /** The workspace that people have to belong to. */
  teamId: string;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Who may ask and decide, kept in memory: Slack allows few reads a minute. */
export function createDirectory(client: WebClient, options: DirectoryOptions): SlackDirectory {
  const { named, teamId, now } = options;
  const idsOf = (kind: 'user' | 'group', some: Named) =>
    some.filter((one) => one.kind === kind).map(({ id }) => id);
  const namedOf = (kind: 'user' | 'group') => {
    const { approvers, askers, notified } = named();
    return [...new Set(idsOf(kind, [...approvers, ...askers, ...notified]))];
  };
  const groups = createGroups(client, namedOf('group'), now);
  const persons = createPersons(client, teamId, now);
  const onlookers = createOnlookers(client);
  const mayRenew = createAllowance(BACKGROUND_A_MINUTE, now);
  const mayAsk = createAllowance(ON_DEMAND_A_MINUTE, now);
  const wanted = new Set(namedOf('user'));
  let groupsWanted = false;
  let tending: Promise<void> | undefined;

  const withName = ({ kind, id }: Named[number]): Approver => ({
    kind,
    id,
    name: (kind === 'group' ? groups.nameOf(id) : persons.nameOf(id)) ?? id,
  });
  const peopleIn = (some: Named) =>
    new Set([...idsOf('user', some), ...idsOf('group', some).flatMap((id) => groups.latest(id))]);
  const approvingPeople = () => peopleIn(named().approvers);
  const wantGroup = (id: string) => {
    groups.keep(id);
    groupsWanted = true;
  };
  const askAbout = async (id: string) => {
    if (persons.standing(id) === undefined && mayAsk()) await persons.read(id);
  };
  const tend = async () => {
    if (groupsWanted) await groups.read();
    groupsWanted = false;
    // One after the other; those met meanwhile included.
    for (const id of wanted) {
      wanted.delete(id);
      await askAbout(id);
    }
  };
  const readNamed = async (id: string): Promise<Problem[]> => {
    const code = await persons.read(id).catch(slackCode);
    return code === undefined ? [] : [{ id, code }];
  };

  return {
    async refresh() {
      const unknown = namedOf('user').filter((id) => persons.age(id) === Number.POSITIVE_INFINITY);
      const jobs = [groups.read(), onlookers.read(), ...unknown.map(readNamed)];
      return (await Promise.all(jobs)).flat();
    },
    async keepPeople() {
      let failed: unknown;
      for (const id of approvingPeople()) {
        if (persons.age(id) < RENEW_MS) continue;
        if (!mayRenew()) break;
        try {
          await persons.read(id);
        } catch (error) {
          failed = error;
          if (judge(error).kind === 'later') break;
        }
      }
      if (failed) throw failed;
      return LOOK_EVERY_MS;
    },
    async standing(id) {
      if (persons.standing(id) === undefined && mayRenew()) await persons.read(id).catch(() => undefined);
      return persons.standing(id);
    },
    tend() {
      tending ??= tend().finally(() => {
        tending = undefined;
      });
      return tending;
    },
    ...createJudged({ groups, persons, named: () => namedOf('user'), wantGroup, wanted, askAbout }),
    approvers: () => named().approvers.map(withName),
    requesters: () => named().requesters.map(withName),
    askingGroups: () => idsOf('group', named().askers),
    notifiedGroups: () => idsOf('group', named().notified),
    withNames: (some) => some.map(withName),
    namedAt: (id) => named().namedAt.get(id),
    peopleIn,
    approvingPeople,
    watchChannel: onlookers.watch,
    reachable: (id) => onlookers.watched()?.people.has(id) ?? true,
    outside() {
      const channel = onlookers.watched();
      if (!channel) return undefined;
      return {
        channel: channel.name,
        people: [...approvingPeople()].filter((id) => !channel.people.has(id)),
      };
    },
    nameOf(userId, fallback) {
      if (persons.standing(userId) === undefined) wanted.add(userId);
      return persons.nameOf(userId) ?? fallback;
    },
  };
}
