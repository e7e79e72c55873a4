import fc from 'fast-check';
import type { AwsFault, StoredInterconnect } from '../../../../sandbox/aws/types.ts';
import { putByHand } from '../../../support/by-hand.ts';
import { REGION, twoLocations } from './accounts.ts';
import { command } from './command.ts';
import { account, type CreateFault, showPortsAfter, type World } from './world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const made = fc.boolean();

/** Answers from which nobody can know whether a port was made. */
const unclear: fc.Arbitrary<AwsFault> = fc.oneof(
  fc.record({
    kind: fc.constant('error' as const),
    name: fc.constantFrom('DirectConnectServerException', 'InternalFailure'),
    status: fc.constant(500),
    made,
  }),
  fc.record({ kind: fc.constant('html' as const), status: fc.constantFrom(502, 503), made }),
  fc.record({ kind: fc.constantFrom('reset' as const, 'cut', 'truncated', 'empty'), made }),
);
const hang: fc.Arbitrary<AwsFault> = fc.record({ kind: fc.constant('hang' as const), made });

/** Answers that say that nothing was made, and are true: an AWS that lies here can't be guarded against. */
const clear: fc.Arbitrary<AwsFault> = fc
  .constantFrom(
    'AccessDeniedException',
    'DirectConnectClientException',
    'ThrottlingException',
    'TooManyRequestsException',
    'ExpiredTokenException',
  )
  .map((name) => ({ kind: 'error', name, status: 400 }));

/** How the next few orders go. */
export const nextOrders: fc.Arbitrary<CreateFault[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: unclear },
    { weight: 1, arbitrary: hang },
    { weight: 4, arbitrary: clear },
    { weight: 4, arbitrary: fc.constant<CreateFault>({ kind: 'in_the_air' }) },
  ),
  { minLength: 1, maxLength: 3 },
);
const orders = command<CreateFault[]>('nextOrders', (world, faults) => {
  world.createFaults.push(...faults);
});

const readFault = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constant<AwsFault>({ kind: 'error', name: 'AccessDeniedException', status: 400 }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<AwsFault>(
      { kind: 'reset' },
      { kind: 'cut' },
      { kind: 'truncated' },
      { kind: 'empty' },
      { kind: 'html', status: 503 },
    ),
  },
);
const reads = command<{ operation: string; fault: AwsFault; times: number }>(
  'reads',
  (world, { operation, fault, times }) => {
    account(world).aws.fault(operation, fault, times);
  },
);
const READS = [
  'DescribeInterconnects',
  'DescribeInterconnects',
  'DescribeLocations',
  'DescribeLags',
  'GetCallerIdentity',
];
const times = fc.integer({ min: 1, max: 8 });

/** The catalog no longer offers what was approved, or offers it again. */
const drift = command<boolean>('catalogDrifts', (world, away) => {
  const sites = twoLocations();
  if (away) for (const site of sites) site.availablePortSpeeds = ['1G'];
  account(world).aws.locations = sites;
});

const portChanges = command<{ port: number; state: string }>('portChanges', (world, { port, state }) => {
  const { aws } = account(world);
  const one = aws.interconnects[port % Math.max(aws.interconnects.length, 1)];
  if (one && one.interconnectState !== 'deleted') aws.setState(one.interconnectId, state);
});

/** Someone orders a port of the same name past the bot. */
export function orderByHand(
  world: World,
  interconnectName: string,
  tags: StoredInterconnect['tags'] = [],
): void {
  const { aws } = account(world);
  putByHand(aws, {
    region: REGION,
    interconnectId: `dxcon-byhand${aws.accountId[0]}${aws.interconnects.length}`,
    interconnectName,
    tags,
    createdAt: world.time.now,
  });
}

/** Everything that happens at AWS. */
export const weatherAtAws = [
  { weight: 5, arbitrary: nextOrders.map(orders) },
  {
    weight: 3,
    arbitrary: fc.record({ operation: fc.constantFrom(...READS), fault: readFault, times }).map(reads),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(0, 2 * SECOND, 30 * SECOND, 10 * MINUTE, 10 * MINUTE)
      .map(command('portsShowAfter', showPortsAfter)),
  },
  { weight: 1, arbitrary: fc.boolean().map(drift) },
  {
    weight: 1,
    arbitrary: fc
      .record({ port: fc.nat(5), state: fc.constantFrom('deleted', 'down', 'available') })
      .map(portChanges),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('core-01', 'core-02')
      .map(command('portByHand', (world: World, name: string) => orderByHand(world, name))),
  },
];
