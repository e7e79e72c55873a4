import { isUsual } from '../domain/catalog/unusual.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import { approverNames } from '../domain/rules/policy.ts';
import { clip } from '../domain/text.ts';
import type { RequestView } from '../interfaces/chat.ts';
import { billedText } from './price.ts';

/** How much of each is shown; Details has the whole. */
const SHOWN = { word: 100, tags: 300, approvers: 200 } as const;

/** What is looked up rather than read: below the buttons of a card, one after the other. */
export function smallPrint(
  { request, quorum, port }: RequestView,
  { deploymentLabel, price }: { deploymentLabel: string | undefined; price?: string | undefined },
): string {
  const { order, rule, warnings } = request;
  const fill = warnings.find(isUsual)?.replace(/\.$/, '');
  const tags = order.tags.map(({ key, value }) => `${key}=${value}`).join(', ');
  const approvers = clip(approverNames(rule), SHOWN.approvers);
  // The rule of now may want more while it waits; what was decided was decided by its own.
  const takes = request.state.status === 'awaiting_approval' ? quorum : rule.quorum;
  const macsec = [
    ...(order.requestMACSec ? ['requested'] : []),
    ...(port?.seen.encryption ? [clip(port.seen.encryption, SHOWN.word)] : []),
  ];
  return [
    ...(port?.seen.device ? [`Device ${clip(port.seen.device, SHOWN.word)}`] : []),
    ...(order.lagId ? [clip(fill ?? `LAG ${order.lagId}`, SHOWN.word)] : []),
    ...(order.providerName ? [`Provider ${clip(order.providerName, SHOWN.word)}`] : []),
    ...(macsec.length > 0 ? [`MACsec ${macsec.join(', ')}`] : []),
    ...(tags === '' ? [] : [`Tags ${clip(tags, SHOWN.tags)}`]),
    billedText(price),
    request.id,
    ...(followsOnly(request) ? [] : [`Rule ${clip(rule.name, SHOWN.word)}: ${takes} of ${approvers}`]),
    ...(request.revision > 1 ? [`revision ${request.revision}`] : []),
    ...(request.dryRun ? ['DRY RUN: nothing will be sent to AWS'] : []),
    ...(deploymentLabel ? [clip(deploymentLabel, SHOWN.word)] : []),
  ].join(' · ');
}
