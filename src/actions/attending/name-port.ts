import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import type { Person } from '../../domain/person.ts';
import { differences, isEnding } from '../../domain/port/port.ts';
import { bearsTag } from '../../domain/request/adoption.ts';
import type { Request } from '../../domain/request/request.ts';
import { existsChoice } from '../../domain/request/vote.ts';
import { count } from '../../domain/rules/approval.ts';
import { REQUEST_TAG, requestTagOf } from '../../domain/tags.ts';
import { MINUTE } from '../../domain/time.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Tx } from '../../interfaces/store.ts';
import { entitlement } from '../deciding/decide.ts';
import { type DecideDeps, deciding } from '../deciding/who-may.ts';
import { note } from '../lifecycle/advance.ts';
import { accountAsked } from '../placing/account-asked.ts';
import { takePort } from '../placing/adopt.ts';
import { lookerOf } from '../placing/looker.ts';
import { digestOf } from '../submitting/fingerprint.ts';
import { decisionKey, type NotOpen, type OpenDecision, openDecision } from './open-decision.ts';

export interface NameDeps extends DecideDeps {
  directConnect: DirectConnect;
}

/** It exists: someone names the port that an order of unknown outcome made. */
export interface NamedPort {
  requestId: string;
  attempt: number;
  interconnectId: string;
  /** Digest of what whoever names it was shown to be different from the order, and takes all the same. */
  accepted: string | undefined;
  by: Person;
}

export type Named =
  | { kind: 'named'; request: Request }
  /** So many more have to name the same port. */
  | { kind: 'counted'; missing: number }
  | NotOpen
  | { kind: 'not_at_aws'; region: string }
  | { kind: 'could_not_look'; code: string; message: string }
  /** The port belongs to another request of this bot, or bears the tag of one. */
  | { kind: 'taken' }
  /** The port bears the tag of a request that this store doesn't know. */
  | { kind: 'other_deployment' }
  | { kind: 'deleted'; state: string }
  /** It is not what was ordered: to be shown and confirmed before it is taken. */
  | { kind: 'differs'; differences: string[]; digest: string };

/** Whether someone may name a port for this attempt, before AWS is asked; undefined if so. */
export function mayName(
  deps: DecideDeps,
  naming: Omit<NamedPort, 'interconnectId' | 'accepted'>,
): Promise<Named | undefined> {
  return deciding(deps, async (tx) => {
    const open = await openDecision(tx, deps.judging, 'it_exists', naming);
    return open.kind === 'open' ? undefined : open;
  });
}

/** Checks the named port with AWS; it becomes the request's once as many have named it as the approval took. */
export async function namePort(deps: NameDeps, naming: NamedPort): Promise<Named> {
  const barred = await mayName(deps, naming);
  if (barred) return barred;
  const found = await lookAt(deps, naming);
  if (found.kind !== 'found') return found;
  return deciding(deps, async (tx): Promise<Named> => {
    const open = await openDecision(tx, deps.judging, 'it_exists', naming);
    if (open.kind !== 'open') return open;
    const foreign = await claimedBy(tx, found.interconnect, open.request.id);
    if (foreign) return foreign;
    const different = await inWhatDifferent(tx, open.request, found.interconnect);
    const digest = digestOf(different);
    if (different.length > 0 && naming.accepted !== digest) {
      return { kind: 'differs', differences: different, digest };
    }
    return vote(tx, open, naming, found);
  });
}

interface Found {
  kind: 'found';
  accountId: string;
  interconnect: ListedInterconnect;
}

/** The port as AWS shows it, its tags known, in the account that the order went to. */
async function lookAt(
  { store, directConnect }: NameDeps,
  { requestId, interconnectId }: NamedPort,
): Promise<Found | Named> {
  const asked = await store.read(async (tx) => {
    const request = await tx.requests.read(requestId);
    return (
      request && {
        where: {
          accountId: accountAsked(request, await tx.attempts.of(requestId)) ?? null,
          region: request.order.region,
        },
        lagId: request.order.lagId,
      }
    );
  });
  if (!asked) return { kind: 'unknown_request' };
  const { where } = asked;
  const opened = await directConnect.open(where, MINUTE);
  if (opened.kind === 'wrong_account') {
    const message = `The order went to account ${where.accountId}.`;
    return { kind: 'could_not_look', code: 'WRONG_ACCOUNT', message };
  }
  if (opened.kind !== 'open') return opened;
  const { session } = opened;
  const listing = await session.search({
    mayBeOurs: async () => (entry) => entry.interconnectId === interconnectId,
    lagId: asked.lagId,
  });
  if (listing.kind === 'could_not_look') return listing;
  if (listing.untold.length > 0) {
    const message = `AWS did not tell the tags of ${interconnectId}.`;
    return { kind: 'could_not_look', code: 'TAGS_UNKNOWN', message };
  }
  const interconnect = listing.interconnects.find((port) => port.interconnectId === interconnectId);
  if (!interconnect) return { kind: 'not_at_aws', region: where.region };
  if (isEnding(interconnect.state)) return { kind: 'deleted', state: interconnect.state };
  return { kind: 'found', accountId: session.accountId, interconnect };
}

/** What whoever names a port is shown before it is taken: in what it is not the port that was ordered. */
async function inWhatDifferent(tx: Tx, request: Request, port: ListedInterconnect): Promise<string[]> {
  const { looker } = await lookerOf(tx, request);
  const { interconnectId } = port;
  return [
    ...differences(looker.order, port),
    ...(bearsTag(port, request.id) ? [] : [`AWS shows it without the tag ${REQUEST_TAG}.`]),
    ...(looker.before?.has(interconnectId) ? ['It was there before the first attempt.'] : []),
  ];
}

/** Whose port it is by its tag, where it isn't this request's and not nobody's. */
async function claimedBy(
  tx: Tx,
  port: ListedInterconnect,
  requestId: string,
): Promise<{ kind: 'taken' } | { kind: 'other_deployment' } | undefined> {
  if (bearsTag(port, requestId)) return undefined;
  const owner = requestTagOf(port);
  if (owner === undefined) return undefined;
  return { kind: (await tx.requests.read(owner)) ? 'taken' : 'other_deployment' };
}

async function vote(
  tx: Tx,
  { request, state, members, now, may }: OpenDecision,
  { by, interconnectId }: NamedPort,
  { accountId, interconnect }: Found,
): Promise<Named> {
  const { id: requestId, revision, fingerprint } = request;
  const held = await tx.ports.holders({ accountId, region: request.order.region }, [interconnectId]);
  if (held.get(interconnectId)?.followsOnly === false) return { kind: 'taken' };
  const choice = existsChoice(interconnectId);
  const key = decisionKey(state.attempt);
  const fresh = await tx.votes.cast({
    requestId,
    revision,
    attempt: key,
    voter: by,
    choice,
    fingerprint,
    comment: null,
    at: tx.now,
  });
  const counted = count(
    'it_exists',
    choice,
    request,
    await tx.votes.of(requestId, revision, key),
    members,
    now,
  );
  if (fresh) {
    const { attempt } = state;
    const numbers = { attempt, count: counted.by.length, quorum: counted.quorum };
    const why = entitlement(request, may, now);
    await note(tx, request, { type: 'voted_it_exists', interconnectId, ...numbers, ...why }, { actor: by });
  }
  if (counted.missing > 0) {
    await tx.messages.redraw(requestId);
    return { kind: 'counted', missing: counted.missing };
  }
  const found = { accountId, interconnect };
  const ordered = await takePort(tx, request, found, { type: 'named', how: 'named', by }, {});
  return ordered ? { kind: 'named', request: ordered } : { kind: 'taken' };
}
