import { expect } from 'vitest';
import { createClients } from '../../../src/directconnect/calls/clients.ts';
import { createClock } from '../../../src/directconnect/calls/clock.ts';
import { createSender } from '../../../src/directconnect/calls/sender.ts';
import type { Session } from '../../../src/interfaces/direct-connect.ts';
import { WAIT_MS } from '../../support/stage.ts';
import { asked, heldUntil, ordered, type Row } from './faults-endings.ts';
import { type Gate, openGate, withDirectConnect, withSession } from './faults-outside.ts';
import type { Scene } from './faults-scene.ts';

const SECOND = 1_000;
/** Longer than the lease of a worker that has not committed its attempt. */
const LEASE_MS = 46 * SECOND;
const NEVER_MS = 10_000 * SECOND;

const NOBODY = 'http://127.0.0.1:1';

const unresolved = (code: string, message: string): Row => {
  let gone = true;
  return {
    name: `credentials end in ${code}: nothing is sent`,
    wrap: withDirectConnect((real) => ({
      open: async (region, validForMs) =>
        gone ? { kind: 'could_not_look', code, message } : real.open(region, validForMs),
    })),
    fault: () => undefined,
    ends: heldUntil(`AWS could not be checked before ordering: "${message}" (${code}).`, () => {
      gone = false;
    }),
    calls: 1,
    ports: 1,
  };
};

const unreachable = (): Row => {
  let down = true;
  return {
    name: 'nobody listens where the call goes: nothing left, and it is sent later',
    wrap: (outside) =>
      withSession((real) => ({
        sender() {
          if (!down) return real.sender();
          const clients = createClients('us-east-1', createClock(), () => undefined);
          const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
          const way = { region: 'us-east-1', credentials, endpoint: NOBODY };
          return createSender(clients, way, outside.monotonic);
        },
      }))(outside),
    fault: () => undefined,
    ends: heldUntil('(ECONNREFUSED). Nothing was ordered; it is tried again by itself.', () => {
      down = false;
    }),
    calls: 1,
    ports: 1,
  };
};

/** Only what an order is sent with: the follower's sessions are short. */
const isForOrder = (validForMs: number) => validForMs > 60_000;

const credentialsHang = (gate: Gate) =>
  withDirectConnect((real) => ({
    async open(region, validForMs) {
      if (isForOrder(validForMs)) await gate.pass();
      return real.open(region, validForMs);
    },
  }));

/** What was looked up grows old: it was read, and the worker hangs before it can go on. */
const lookHangs = (gate: Gate) =>
  withDirectConnect((real) => ({
    async open(region, validForMs) {
      const opened = await real.open(region, validForMs);
      if (opened.kind !== 'open' || !isForOrder(validForMs)) return opened;
      const { session } = opened;
      const search: Session['search'] = async (what) => {
        const listing = await session.search(what);
        await gate.pass();
        return listing;
      };
      return { kind: 'open', session: { ...session, search } };
    },
  }));

type Hanging = [what: string, hanging: typeof lookHangs];
const HANGING: Hanging[] = [
  ['credentials hang', credentialsHang],
  ['the look hangs', lookHangs],
];

/** A worker hangs until its lease is over; another takes the order. */
async function overtaken(scene: Scene, gate: Gate): Promise<void> {
  scene.atEnd(gate.open);
  await scene.stage.slack.until('a worker hangs', gate.taken, WAIT_MS);
  scene.wait(LEASE_MS);
}

const hangBesideCall = ([what, hanging]: Hanging): Row => {
  const gate = openGate();
  return {
    name: `${what} until another worker's call is under way: one call`,
    quick: true,
    wrap: hanging(gate),
    fault(scene) {
      scene.stage.aws.fault('CreateInterconnect', { kind: 'slow', ms: 500 });
      scene.atCall('CreateInterconnect', gate.open);
    },
    async ends(scene) {
      await overtaken(scene, gate);
      await ordered(scene);
    },
    calls: 1,
    ports: 1,
  };
};

const hangBeyondDecision = ([what, hanging]: Hanging): Row => {
  const gate = openGate();
  return {
    name: `${what} until people have ordered again: the worker that slept sends nothing unlooked`,
    wrap: hanging(gate),
    fault({ stage }) {
      stage.aws.setVisibilityDelay(NEVER_MS);
      stage.aws.fault('CreateInterconnect', { kind: 'cut', made: true });
    },
    async ends(scene) {
      const { aws } = scene.stage;
      await overtaken(scene, gate);
      await asked(scene, 'ECONNRESET');
      aws.setVisibilityDelay(0);
      aws.fault('DescribeInterconnects', { kind: 'slow', ms: 1_000 }, 1_000);
      await scene.orderAgain();
      gate.open();
      await ordered(scene);
      expect(scene.creates()).toHaveLength(1);
    },
    calls: 1,
    ports: 1,
  };
};

/** Credentials that go or hang, and a look that hangs, before the call. */
export const CREDENTIALS: Row[] = [
  unresolved('CredentialsProviderError', 'Could not load credentials.'),
  unresolved('TimeoutError', 'Resolving credentials took longer than 5 s.'),
  unreachable(),
  ...HANGING.flatMap((hanging) => [hangBesideCall(hanging), hangBeyondDecision(hanging)]),
];
