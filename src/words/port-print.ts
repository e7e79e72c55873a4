import { isUsual } from '../domain/catalog/unusual.ts';
import { differences, type Port } from '../domain/port/port.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { Request } from '../domain/request/request.ts';
import { clip } from '../domain/text.ts';
import type { RequestView } from '../interfaces/chat.ts';
import { billedText } from './price.ts';

/** How much of each is shown; Details has the whole. */
const WORD_MAX = 100;

/** What is looked up of a port rather than read: below the buttons of its card, one after the other. */
export function portPrint(
  { request, port }: RequestView,
  { deploymentLabel, price }: { deploymentLabel: string | undefined; price?: string | undefined },
): string {
  const { order, warnings } = request;
  const seen = port?.seen;
  const fill = warnings.find(isUsual)?.replace(/\.$/, '');
  const macsec = [
    ...(order.requestMACSec ? ['requested'] : []),
    ...(seen?.encryption ? [seen.encryption] : []),
  ];
  return [
    ...(seen?.device ? [`Device ${clip(seen.device, WORD_MAX)}`] : []),
    ...(order.lagId ? [clip(fill ?? `LAG ${order.lagId}`, WORD_MAX)] : []),
    ...(order.providerName ? [`Provider ${clip(order.providerName, WORD_MAX)}`] : []),
    ...(macsec.length > 0 ? [`MACsec ${clip(macsec.join(', '), WORD_MAX)}`] : []),
    billedText(price),
    request.id,
    ...(deploymentLabel ? [clip(deploymentLabel, WORD_MAX)] : []),
  ].join(' · ');
}

/** In what a port is not what was ordered; undefined where it is, and where nobody has ordered it. */
export function portDiffers(request: Request, port: Port): string | undefined {
  const found = followsOnly(request) ? [] : differences(request.order, port.seen);
  return found.length > 0 ? `Not what was ordered. ${found.join(' ')}` : undefined;
}
