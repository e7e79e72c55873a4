import { createHash } from 'node:crypto';
import { canonicalLocation } from './catalog.ts';
import type { StoredInterconnect, StoredLag } from './types.ts';

/** An interconnect as every operation answers it. Its device is known once AWS has looked at the request. */
export function interconnectOnWire(port: StoredInterconnect): Record<string, unknown> {
  const assigned = port.interconnectState !== 'requested';
  return {
    interconnectId: port.interconnectId,
    interconnectName: port.interconnectName,
    interconnectState: port.interconnectState,
    region: port.region,
    location: port.location,
    bandwidth: port.bandwidth,
    loaIssueTime: port.loaIssueTime === undefined ? undefined : port.loaIssueTime / 1000,
    lagId: port.lagId,
    ...(assigned ? { ...deviceOf(port), jumboFrameCapable: true } : {}),
    hasLogicalRedundancy: assigned ? 'yes' : 'unknown',
    tags: port.tags,
    providerName: port.providerName,
    macSecCapable: port.requestMACSec,
    ...(port.requestMACSec ? macSec() : {}),
  };
}

/** A LAG as DescribeLags answers it. */
export function lagOnWire(lag: StoredLag): Record<string, unknown> {
  return {
    lagId: lag.lagId,
    lagName: lag.lagName,
    ownerAccount: lag.accountId,
    region: lag.region,
    location: lag.location,
    lagState: lag.lagState,
    connectionsBandwidth: lag.connectionsBandwidth,
    numberOfConnections: lag.numberOfConnections,
    minimumLinks: 0,
    allowsHostedConnections: lag.allowsHostedConnections,
    macSecCapable: lag.macSecCapable,
    ...device(lag.location, lag.lagId),
    jumboFrameCapable: true,
    hasLogicalRedundancy: 'yes',
    connections: [],
    tags: [],
  };
}

/** A LAG's links share its device; other ports land on one of the site's two. */
function deviceOf(port: StoredInterconnect): Record<string, string> {
  return device(port.location, port.lagId ?? port.interconnectId);
}

function device(location: string, id: string): Record<string, string> {
  const site = canonicalLocation(location);
  const which = Number.parseInt(hash(id).slice(0, 2), 16) % 2;
  const name = `${site}-${hash(`${site}/${which}`)}`;
  return { awsDevice: name, awsDeviceV2: name, awsLogicalDeviceId: name };
}

function macSec(): Record<string, unknown> {
  return { portEncryptionStatus: 'Encryption Down', encryptionMode: 'no_encrypt', macSecKeys: [] };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 13);
}
