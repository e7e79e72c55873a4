import type { Interconnect } from '@aws-sdk/client-direct-connect';
import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { toWireSpeed } from '../../domain/speed.ts';

/** A member of a LAG has a connection's states, which are more. */
type Entry = Omit<Interconnect, 'interconnectState'> & { interconnectState?: string | undefined };

/** AWS's entry in the bot's words; unknown states pass through, and what AWS leaves out stays undefined. */
export function toListed(entry: Entry, interconnectId: string): ListedInterconnect {
  return {
    interconnectId,
    name: entry.interconnectName ?? '',
    state: entry.interconnectState ?? 'unknown',
    location: entry.location ?? '',
    bandwidth: toWireSpeed(entry.bandwidth ?? ''),
    lagId: entry.lagId,
    providerName: entry.providerName,
    device: entry.awsDeviceV2 ?? entry.awsDevice,
    logicalDevice: entry.awsLogicalDeviceId,
    jumboFrames: entry.jumboFrameCapable,
    redundancy: entry.hasLogicalRedundancy,
    macsecCapable: entry.macSecCapable,
    encryption: entry.portEncryptionStatus ?? entry.encryptionMode,
    tags: entry.tags?.map(({ key = '', value = '' }) => ({ key, value })),
    region: entry.region,
    loaIssueTime: entry.loaIssueTime?.getTime(),
    encryptionMode: entry.encryptionMode,
    portEncryptionStatus: entry.portEncryptionStatus,
    macSecKeys: entry.macSecKeys?.map(({ ckn, state, startOn, secretARN }) => ({
      ckn,
      state,
      startOn,
      secretARN,
    })),
  };
}
