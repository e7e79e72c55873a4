import { askChannel, checkReading } from '../../../slack/start/channel.ts';
import type { Checking } from '../checking.ts';
import { notChecked, ok } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';
import type { Client } from './client.ts';

/** The approvals channel as far as later checks need it. */
export interface Place {
  id: string;
  name: string;
  isPrivate: boolean;
}

/** Whether requests can be decided in the approvals channel, and whether what stands there can be read. */
export async function checkPlace(
  { check, without }: Checking,
  client: Client,
  botName: string,
  { known, outside }: { known: Known; outside: Outside },
): Promise<Place | undefined> {
  const set = known.values('APPROVAL_CHANNEL', 'SHARED_CHANNEL');
  if (!set) {
    without('APPROVAL_CHANNEL', 'Approvals channel', 'Slack history');
    return undefined;
  }
  const id = set.APPROVAL_CHANNEL;
  const settings = { approvalChannel: id, sharedChannel: set.SHARED_CHANNEL ?? false };
  const place = await check('Approvals channel', async () => {
    const { name, isPrivate } = await askChannel(client, settings, botName, outside.pause);
    const kind = isPrivate ? 'private' : 'public';
    return { ...ok(`#${name} is ${kind}, and the bot is in it.`), found: { id, name, isPrivate } };
  });
  if (!place) {
    without('Approvals channel', 'Slack history');
    return undefined;
  }
  await check('Slack history', async () => {
    const untried = await checkReading(client, id);
    if (untried.length > 0) return notChecked(untried.join(' '));
    return ok(`messages and threads of #${place.name} can be read.`);
  });
  return place;
}
