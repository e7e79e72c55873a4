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
    ...(assigned ? { ...deviceOf(port), jumboFrameCapable: port.jumboFrameCapable ?? true } : {}),
    hasLogicalRedundancy: assigned ? (port.hasLogicalRedundancy ?? 'yes') : 'unknown',
    tags: port.tags,
    providerName: port.providerName,
    macSecCapable: port.requestMACSec,
    ...(port.requestMACSec ? macSec(port) : {}),
  };
}

/** An interconnect as listings have it, whose tags may not show. */
export function listedOnWire(port: StoredInterconnect): Record<string, unknown> {
  const { listedTags = 'shown' } = port;
  const tags = { shown: port.tags, empty: [], absent: undefined }[listedTags];
  return { ...interconnectOnWire(port), tags };
}

/** The same as a link of a LAG. */
export function connectionOnWire(port: StoredInterconnect): Record<string, unknown> {
  const { interconnectId, interconnectName, interconnectState, ...rest } = listedOnWire(port);
  return {
    ownerAccount: port.accountId,
    connectionId: interconnectId,
    connectionName: interconnectName,
    connectionState: interconnectState,
    ...rest,
  };
}

/** Links that a LAG had before anything was ordered here. */
export function olderLinks(lag: StoredLag, count: number): Record<string, unknown>[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({
    ownerAccount: lag.accountId,
    connectionId: `dxcon-${hash(`${lag.lagId}/${index}`).slice(0, 8)}`,
    connectionName: `${lag.lagName}-${index + 1}`,
    connectionState: 'available',
    region: lag.region,
    location: lag.location,
    bandwidth: lag.connectionsBandwidth,
    lagId: lag.lagId,
    ...device(lag.location, lag.lagId),
    jumboFrameCapable: true,
    hasLogicalRedundancy: 'yes',
    tags: [],
    macSecCapable: lag.macSecCapable,
  }));
}

/** A LAG with its links as DescribeLags answers it. */
export function lagOnWire(lag: StoredLag, links: Record<string, unknown>[]): Record<string, unknown> {
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
    connections: links,
    tags: [],
  };
}

/** A LAG's links share its device; other ports land on one of the site's two. */
function deviceOf(port: StoredInterconnect): Record<string, string> {
  if (port.awsDevice !== undefined) return named(port.awsDevice);
  return device(port.location, port.lagId ?? port.interconnectId);
}

function device(location: string, id: string): Record<string, string> {
  const site = canonicalLocation(location);
  const which = Number.parseInt(hash(id).slice(0, 2), 16) % 2;
  return named(`${site}-${hash(`${site}/${which}`)}`);
}

function named(device: string): Record<string, string> {
  return { awsDevice: device, awsDeviceV2: device, awsLogicalDeviceId: device };
}

function macSec({ portEncryptionStatus, encryptionMode, macSecKeys }: StoredInterconnect) {
  return {
    portEncryptionStatus: portEncryptionStatus ?? 'Encryption Down',
    encryptionMode: encryptionMode ?? 'no_encrypt',
    macSecKeys: macSecKeys ?? [],
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 13);
}
