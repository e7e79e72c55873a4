import { expect } from 'vitest';
import type { AwsFault } from '../../../sandbox/aws/types.ts';
import type { Session } from '../../../src/interfaces/direct-connect.ts';
import { putByHand } from '../../support/by-hand.ts';
import { buttonsOf } from '../../support/shown.ts';
import { WAIT_MS } from '../../support/stage.ts';
import { found, heldUntil, ordered, type Row } from './faults-endings.ts';
import { withDirectConnect } from './faults-outside.ts';
import { PAUSE_MS, type Scene, WINDOW_MS } from './faults-scene.ts';

const DENIED: AwsFault = { kind: 'error', name: 'AccessDeniedException', status: 403 };
const ALWAYS = 10_000;

const deny = ({ stage }: Scene) => stage.aws.fault('DescribeInterconnects', DENIED, ALWAYS);
const allow = ({ stage }: Scene) => stage.aws.clearFaults();
const lose = ({ stage }: Scene, made: boolean) =>
  stage.aws.fault('CreateInterconnect', { kind: 'cut', made });

/** Puts ports by hand before ours, so that ours comes on the third page. */
function crowd({ stage }: Scene): void {
  for (let index = 0; index < 250; index++) {
    putByHand(stage.aws, {
      interconnectId: `dxcon-${String(index).padStart(8, '0')}`,
      interconnectName: `other-${index}`,
      // Elsewhere: a location takes ten ports of an account.
      location: 'EqCH2',
    });
  }
}

/** From the first order on, whoever lists gets the first page and is denied the next. */
function tearPages(scene: Scene): () => void {
  const { aws } = scene.stage;
  let torn = false;
  scene.atCall('CreateInterconnect', () => {
    torn = true;
  });
  aws.on(({ operation, input }) => {
    if (torn && operation === 'DescribeInterconnects' && !input.nextToken) {
      aws.fault('DescribeInterconnects', DENIED);
    }
  });
  return () => {
    torn = false;
    aws.clearFaults();
  };
}

/** The window passes without one complete look: people are told so, and Order again has to wait. */
async function askedBlind(scene: Scene): Promise<void> {
  await scene.status('Outcome unknown: looking for the port at AWS');
  scene.wait(WINDOW_MS);
  await scene.status('Needs a decision');
  await scene.line('AWS could not be searched for 20 minutes. A port may exist.');
  const buttons = () => buttonsOf(scene.stage.card());
  await scene.stage.slack.until('the buttons', () => buttons().includes('Give up'), WAIT_MS);
  // Not before AWS could be searched completely since the call.
  expect(buttons()).toEqual(['It exists', 'Give up']);
  expect(scene.creates()).toHaveLength(1);
}

/** Blind, until AWS can be searched again: then the port is found. */
const blindThenFound = (heal: (scene: Scene) => void) => async (scene: Scene) => {
  await askedBlind(scene);
  heal(scene);
  scene.wait(PAUSE_MS);
  await scene.line("by this order's tag: taken over, not ordered again.");
  await ordered(scene);
};

/** The credentials are another account's while `other` says so. */
const turned = (other: () => boolean) =>
  withDirectConnect((real) => ({
    async open(where, validForMs) {
      if (!other()) return real.open(where, validForMs);
      const accountId = '999999999999';
      if (where.accountId !== null && where.accountId !== accountId)
        return { kind: 'wrong_account', accountId };
      const opened = await real.open({ ...where, accountId: null }, validForMs);
      if (opened.kind !== 'open') return opened;
      const search: Session['search'] = async () => ({ kind: 'listed', interconnects: [], untold: [] });
      return { kind: 'open', session: { ...opened.session, accountId, search } };
    },
  }));

const missingPage = (): Row => {
  let mend = () => {};
  return {
    name: 'a page of the listing is missing after the call: that is no "not there"',
    fault(scene) {
      crowd(scene);
      lose(scene, true);
      mend = tearPages(scene);
    },
    ends: blindThenFound(() => mend()),
    calls: 1,
    ports: 1,
  };
};

const anotherAccountAfter = (): Row => {
  let other = false;
  return {
    name: "the credentials turn into another account's after the call: its empty listing says nothing",
    wrap: turned(() => other),
    fault(scene) {
      lose(scene, true);
      scene.atCall('CreateInterconnect', () => {
        other = true;
      });
    },
    ends: blindThenFound(() => {
      other = false;
    }),
    calls: 1,
    ports: 1,
  };
};

const anotherAccountBefore = (): Row => {
  let other = false;
  return {
    name: "the credentials are another account's before the call: nothing is sent",
    wrap: turned(() => other),
    fault() {
      other = true;
    },
    ends: heldUntil('Not sent: ', () => {
      other = false;
    }),
    calls: 1,
    ports: 1,
  };
};

const READS: { what: string; fault: AwsFault }[] = [
  { what: 'denied', fault: DENIED },
  { what: 'throttled', fault: { kind: 'error', name: 'ThrottlingException', status: 400 } },
  { what: 'reset', fault: { kind: 'reset' } },
  { what: 'cut off', fault: { kind: 'cut' } },
  { what: 'truncated', fault: { kind: 'truncated' } },
  { what: 'empty', fault: { kind: 'empty' } },
  { what: 'HTML', fault: { kind: 'html', status: 502 } },
];

const beforeCall = READS.map(
  ({ what, fault }): Row => ({
    name: `the listing before the call is ${what}: nothing is sent, and it goes on by itself`,
    fault: ({ stage }) => stage.aws.fault('DescribeInterconnects', fault, ALWAYS),
    ends: heldUntil('AWS could not be checked before ordering', allow),
    calls: 1,
    ports: 1,
  }),
);

/** What AWS lets the bot see, before the call and after it. */
export const LOOKS: Row[] = [
  ...beforeCall,
  anotherAccountBefore(),
  anotherAccountAfter(),
  missingPage(),
  {
    name: 'more than 100 ports, ours on the last page: found',
    quick: true,
    fault(scene) {
      crowd(scene);
      lose(scene, true);
    },
    ends: found('ECONNRESET'),
    calls: 1,
    ports: 1,
  },
  {
    name: 'reads are denied after the call, made: nobody may order again, and it is found once they are back',
    quick: true,
    fault(scene) {
      lose(scene, true);
      scene.atCall('CreateInterconnect', () => deny(scene));
    },
    ends: blindThenFound(allow),
    calls: 1,
    ports: 1,
  },
  {
    name: 'reads are denied after the call, not made: ordered again after one complete look',
    fault(scene) {
      lose(scene, false);
      scene.atCall('CreateInterconnect', () => deny(scene));
    },
    async ends(scene) {
      await askedBlind(scene);
      allow(scene);
      scene.wait(PAUSE_MS);
      await scene.line('No port found after');
      await scene.orderAgain();
      await ordered(scene);
    },
    calls: 2,
    ports: 1,
  },
];
