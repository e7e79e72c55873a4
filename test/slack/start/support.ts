import { pino } from 'pino';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { StoredChannel, Workspace, WorkspaceOptions } from '../../../sandbox/workspace/types.ts';
import type { Incident } from '../../../src/interfaces/incidents.ts';
import { createIncidents } from '../../../src/operations/incidents.ts';
import { createWebClient } from '../../../src/slack/connection/web-client.ts';
import { createDirectory, type Named, type SlackDirectory } from '../../../src/slack/people/directory.ts';
import type { StartRule } from '../../../src/slack/start/approvers.ts';
import { checkStart, type SlackFacts } from '../../../src/slack/start/check-start.ts';
import { checkIdentity } from '../../../src/slack/start/identity.ts';

/** A workspace with two leads, and starts of a bot in it. */
export interface Scene {
  slack: Workspace;
  lee: string;
  lin: string;
  leads: string;
  approvals: StoredChannel;
  start(changes?: Changes): Promise<Started>;
}

interface Changes {
  approvers?: Named;
  requesters?: Named;
  /** Named at `rules.yaml:4:13: rules.0.notify.0`. */
  notified?: Named;
  quorum?: number;
  /** Beside the rule of the approvers. */
  rules?: readonly StartRule[];
  channel?: string;
  sharedChannel?: boolean;
}

/** What a start found. */
interface Started {
  facts: SlackFacts;
  directory: SlackDirectory;
  incidents: Incident[];
}

export async function openScene(options?: WorkspaceOptions): Promise<Scene> {
  const slack = await startWorkspace(options);
  const lee = slack.addUser({ name: 'lee', realName: 'Lee' }).id;
  const lin = slack.addUser({ name: 'lin', realName: 'Lin' }).id;
  const leads = slack.addGroup({ handle: 'net-leads', users: [lee, lin] }).id;
  const approvals = slack.addChannel({ name: 'net-approvals' });
  const client = createWebClient(slack, pino({ level: 'silent' }));
  const pause = async () => undefined;
  return {
    slack,
    lee,
    lin,
    leads,
    approvals,
    async start(changes = {}) {
      const { approvers = [{ kind: 'group', id: leads }], requesters = [], notified = [] } = changes;
      const incidents = createIncidents(Date.now, () => undefined);
      const identity = await checkIdentity(client, pause);
      const { teamId } = identity;
      const namedAt = new Map([
        ...notified.map(({ id }) => [id, 'rules.yaml:4:13: rules.0.notify.0'] as const),
        ...requesters.map(({ id }) => [id, 'REQUESTERS'] as const),
        ...approvers.map(({ id }) => [id, 'APPROVERS'] as const),
      ]);
      const directory = createDirectory(client, {
        named: () => ({ approvers, requesters, askers: requesters, notified, namedAt }),
        teamId,
        now: Date.now,
      });
      const quorum = changes.quorum ?? 1;
      const rule = { approve: approvers, quorum, quorumAt: 'QUORUM', approveAt: 'APPROVERS' };
      const facts = await checkStart(
        { client, directory, identity, incidents, pause },
        {
          approvalChannel: changes.channel ?? approvals.id,
          rules: [...(changes.rules ?? []), rule],
          sharedChannel: changes.sharedChannel ?? false,
        },
      );
      return { facts, directory, incidents: incidents.standing() };
    },
  };
}

/** The one line with which a start ends that can't go on. */
export async function refusal(start: Promise<unknown>): Promise<string> {
  return start.then(
    () => 'It started.',
    (error: Error & { code?: string }) =>
      error.code === 'START' ? error.message : `no StartError: ${error}`,
  );
}
