import type { Accounts } from '../../../domain/account.ts';
import { MINUTE } from '../../../domain/time.ts';
import { offeredAccounts } from '../../../settings/accounts.ts';
import type { Longest } from '../../../slack/blocks/longest.ts';
import { detailsOf, judge, slackCode } from '../../../slack/outbound/slack-error.ts';
import type { Checking } from '../checking.ts';
import { notChecked, ok, type Verdict, wrong } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';
import type { Client } from './client.ts';

/** There are more than a hundred, and Slack may want a second between two. */
const ALL_MS = 5 * MINUTE;
/** Slack's words for what it would not show. Source: blocks.validate. */
const REFUSED = new Set(['invalid_blocks', 'invalid_message', 'invalid_view']);

/** What the form offers where the settings are wrong. */
const ONE: Accounts = [{ id: null, label: undefined, regions: ['us-east-1'] }];

/** Asks Slack of every message, modal and Home tab, with the longest that can be in it, whether it would show it. */
export async function checkSurfaces(
  { check }: Checking,
  client: Client,
  { known, outside }: { known: Known; outside: Outside },
): Promise<void> {
  const label = known.values('DEPLOYMENT_LABEL')?.DEPLOYMENT_LABEL;
  const accounts = known.settings ? offeredAccounts(known.settings) : ONE;
  const askOne = (surface: Longest) =>
    client.blocks.validate(
      'view' in surface ? { view: surface.view } : { message: { blocks: surface.blocks } },
    );
  await check('Slack shows', () => all(), ALL_MS);

  async function all(): Promise<Verdict> {
    const refused: string[] = [];
    let shown = 0;
    const until = outside.monotonic() + ALL_MS / 2;
    for (const surface of outside.surfaces(label, accounts)) {
      for (;;) {
        try {
          await askOne(surface);
          shown += 1;
          break;
        } catch (error) {
          const code = slackCode(error);
          if (REFUSED.has(code)) {
            refused.push(`${surface.name} (${detailsOf(error).join('; ') || code})`);
            break;
          }
          const told = judge(error);
          if (told.kind !== 'later' || outside.monotonic() + told.ms > until)
            return notChecked(`Slack answered ${code} to blocks.validate after ${shown} messages and forms.`);
          await outside.pause(told.ms);
        }
      }
    }
    if (refused.length === 0 && shown === 0) return notChecked('nothing was asked.');
    if (refused.length === 0) return ok(`all ${shown} messages and forms, with the longest words in them.`);
    return wrong(
      `${refused.length} of the bot's messages and forms would be refused, first ${refused[0]}. Please report it.`,
      ...refused,
    );
  }
}
