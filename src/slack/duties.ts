import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { MINUTE } from '../domain/time.ts';
import type { Duty } from '../interfaces/duty.ts';
import type { Incidents } from '../interfaces/incidents.ts';
import type { Owner } from '../interfaces/owner.ts';
import { tokenRefusal } from './outbound/token-refusal.ts';
import type { SlackDirectory } from './people/directory.ts';
import { noteApprovers } from './people/note-approvers.ts';

export interface SlackDutyDeps {
  client: WebClient;
  directory: SlackDirectory;
  owner: Owner;
  incidents: Pick<Incidents, 'raise' | 'clear'>;
  /** Hears what Slack says of the token: undefined where it knows it. */
  noteToken: (code: string | undefined) => void;
  log: Logger;
}

/** What is asked of Slack again and again: who may approve, who people are, whether the token holds; and what is owed to the owner. */
export function slackDuties({ client, directory, owner, incidents, noteToken, log }: SlackDutyDeps): Duty[] {
  return [
    {
      failure: 'approver refresh failed',
      level: 'error',
      firstMs: MINUTE,
      async run() {
        const problems = await directory.refresh();
        await noteApprovers(directory, problems, incidents);
        for (const { id, code } of problems) log.warn({ id, code }, 'people or groups not read');
        return MINUTE;
      },
    },
    {
      failure: 'the token could not be checked',
      level: 'warn',
      firstMs: MINUTE,
      async run() {
        noteToken(await tokenRefusal(client));
        return MINUTE;
      },
    },
    {
      failure: 'not everybody who may approve could be read',
      level: 'warn',
      firstMs: 0,
      run: directory.keepPeople,
    },
    {
      failure: 'names not read',
      level: 'warn',
      firstMs: 0,
      async run() {
        await directory.tend();
        return MINUTE;
      },
    },
    {
      failure: 'the owner could not be told',
      level: 'warn',
      firstMs: MINUTE,
      async run() {
        await owner.pay();
        return MINUTE;
      },
    },
  ];
}
