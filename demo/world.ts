import { startAws } from '../sandbox/aws/index.ts';
import type { EmbeddedAws } from '../sandbox/aws/types.ts';
import { startWorkspace, type Workspace } from '../sandbox/workspace/index.ts';

/** The embedded Slack and AWS, and who and what is in them. */
export interface World {
  workspace: Workspace;
  aws: EmbeddedAws;
  channel: string;
  group: string;
  erin: string;
  lee: string;
  people: { id: string; role: string }[];
  close(): Promise<void>;
}

/** Interactive: about 20 seconds from requested to available. `--once`: about six. */
const UNHURRIED = { requested: 6000, pending: 7000, down: 7000 };
const HURRIED = { requested: 1700, pending: 1900, down: 1900 };

export async function startWorld(once: boolean): Promise<World> {
  const aws = await startAws({ lifecycle: once ? HURRIED : UNHURRIED });
  const { now } = aws.clock;
  const workspace = await startWorkspace({ now, monotonic: () => performance.now() });
  const add = (name: string, more: { isRestricted?: true; isStranger?: true; teamId?: string } = {}) =>
    workspace.addUser({ name: name.toLowerCase(), realName: name, ...more }).id;
  const [erin, lee, lin, lou, olga] = [add('Erin'), add('Lee'), add('Lin'), add('Lou'), add('Olga')];
  workspace.addChannel({ name: 'general', members: [erin, lee, lin, lou, olga], withBot: false });
  const gus = add('Gus', { isRestricted: true });
  const sam = add('Sam', { isStranger: true, teamId: 'T0PARTNER' });
  const group = workspace.addGroup({ handle: 'net-leads', name: 'Network leads', users: [lee, lin, lou] });
  // The bot takes such a channel only where its settings say that it is meant so.
  const channel = workspace.addChannel({ name: 'interconnects', isExtShared: true });
  return {
    workspace,
    aws,
    channel: channel.id,
    group: group.id,
    erin,
    lee,
    people: [
      { id: erin, role: 'engineer' },
      { id: lee, role: 'lead' },
      { id: lin, role: 'lead' },
      { id: lou, role: 'lead' },
      { id: olga, role: 'outsider' },
      { id: gus, role: 'guest' },
      { id: sam, role: 'of another organisation' },
    ],
    async close() {
      await workspace.close();
      await aws.close();
    },
  };
}
