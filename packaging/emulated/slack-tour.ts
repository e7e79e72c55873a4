import { METHODS } from '../../sandbox/workspace/api/call.ts';
import { post } from '../../sandbox/workspace/messages.ts';
import { people } from '../../sandbox/workspace/people.ts';
import { State } from '../../sandbox/workspace/state.ts';
import type { Json, StoredMessage } from '../../sandbox/workspace/types.ts';
import { newTrigger } from '../../sandbox/workspace/views/triggers.ts';
import { Observed } from './observed.ts';

const SCOPES = [
  ...['chat:write', 'commands', 'users:read', 'usergroups:read', 'files:write', 'files:read', 'team:read'],
  ...['channels', 'groups', 'im'].flatMap((kind) => [`${kind}:read`, `${kind}:history`, `${kind}:write`]),
];

/** A workspace's memory with people and channels of every kind, and what was seen of its methods. */
export class SlackTour {
  readonly seen = new Map<string, Observed>();
  readonly erin: string;
  readonly gone: string;
  readonly channel: string;
  readonly state: State;
  #now = Date.UTC(2026, 0, 5, 9);

  constructor() {
    this.state = new State({
      tellsApp: true,
      enterprise: { id: 'E0SANDBOX' },
      features: { homeTab: true },
      scopes: SCOPES,
      now: () => this.#now,
    });
    const { addUser, addChannel, addGroup } = people(this.state);
    this.erin = addUser({ name: 'erin', isStranger: true, enterpriseTeams: ['T1'] }).id;
    this.gone = addUser({ name: 'gus', deleted: true }).id;
    this.channel = addChannel({ name: 'network-approvals' }).id;
    addChannel({ id: 'C0PRIVATE', name: 'leads', private: true, withBot: false });
    addChannel({ id: 'C0AWAY', name: 'away', withBot: false });
    addChannel({ id: 'C0FEW', name: 'few', members: [] });
    addChannel({ id: 'C0OLD', name: 'old' }).isArchived = true;
    addGroup({ id: 'S0LEADS', handle: 'leads', users: [this.erin] });
    addGroup({ id: 'S0OLD', handle: 'old', users: [] }).disabled = true;
  }

  /** Makes one call and notes what it read, answered or refused. */
  call(method: string, args: Json = {}): Json {
    const seen = this.seen.get(method) ?? new Observed();
    this.seen.set(method, seen);
    return seen.watch(args, (watched) => METHODS[method]?.run(this.state, watched) ?? {});
  }

  /** A fresh trigger_id, of a click in this modal if one is given. */
  trigger(viewId?: string): string {
    return newTrigger(this.state, this.erin, viewId);
  }

  /** One that has expired. */
  oldTrigger(): string {
    const trigger = this.trigger();
    this.#now += this.state.limits['trigger_id.time'] + 1;
    return trigger;
  }

  /** A message that somebody else wrote. */
  theirs(): StoredMessage {
    return post(this.state, { channel: this.channel, user: this.erin, text: 'mine' });
  }
}
