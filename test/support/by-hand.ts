import type { EmbeddedAws, StoredInterconnect } from '../../sandbox/aws/types.ts';

/** Puts a port at AWS that somebody has made there without the bot: without tags and available, unless changed. */
export function putByHand(
  aws: Pick<EmbeddedAws, 'accountId' | 'interconnects'>,
  changes: Partial<StoredInterconnect> & Pick<StoredInterconnect, 'interconnectId' | 'interconnectName'>,
): StoredInterconnect {
  const port: StoredInterconnect = {
    accountId: aws.accountId,
    region: 'us-east-1',
    interconnectState: 'available',
    bandwidth: '10Gbps',
    location: 'EqDC2',
    lagId: undefined,
    providerName: undefined,
    requestMACSec: false,
    tags: [],
    createdAt: 0,
    loaIssueTime: undefined,
    ...changes,
  };
  aws.interconnects.push(port);
  return port;
}
