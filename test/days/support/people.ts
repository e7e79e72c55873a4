import type { StoredMessage } from '../../../sandbox/workspace/types.ts';
import { buttonsOf, menuOf } from '../../support/shown.ts';
import type { Town } from './town.ts';

const WAIT_MS = 60_000;

/** What people press in a life. */
export type Press = 'got_it' | 'loa_again';

/** Has somebody press it, where it is to be pressed; resolves when the bot has taken the click. False where it isn't. */
export function press(town: Town, what: Press): Promise<boolean> {
  return what === 'got_it' ? gotIt(town) : loaAgain(town);
}

/** Lee takes the latest alarm over. */
async function gotIt({ lee, slack, thread }: Town): Promise<boolean> {
  const alarm = thread().findLast((message) => buttonsOf(message).includes('Got it'));
  if (!alarm || alarm !== latest(thread())) return false;
  await connected(slack);
  await lee.press(alarm, 'Got it');
  return true;
}

/** Whether somebody took it over shows in the thread: then it isn't the latest with such a button any more. */
function latest(messages: readonly StoredMessage[]): StoredMessage | undefined {
  return messages.findLast(
    (message) => buttonsOf(message).includes('Got it') || message.text.includes('looks after'),
  );
}

/** Erin has the letter fetched once more. */
async function loaAgain({ erin, slack, card }: Town): Promise<boolean> {
  if (!menuOf(card()).includes('Get the LOA again')) return false;
  await connected(slack);
  await erin.press(card(), 'Get the LOA again');
  await slack.until('the question', () => erin.modal()?.view.callback_id === 'loa_again', WAIT_MS);
  await erin.submit();
  while (erin.modal()) await erin.close();
  return true;
}

async function connected(slack: Town['slack']): Promise<void> {
  await slack.until('a connection', () => slack.sockets() > 0, WAIT_MS);
}
