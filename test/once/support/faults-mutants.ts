import { edit, type Mutant } from './faults-mutant.ts';
import { AUTHORITY } from './faults-mutants-authority.ts';
import { LOOKING } from './faults-mutants-looking.ts';

/** Played by every `npm test` too. */
export const RETRIES_ON: Mutant = {
  name: "the SDK's retries are on",
  edits: [edit('src/directconnect/calls/clients.ts', 'maxAttempts: 1,', 'maxAttempts: 3,')],
  suite: 'test/once/faults-sender.test.ts',
  caughtBy: 'when the answer is cut off',
};

/** All others. */
export const MUTANTS: Mutant[] = [
  {
    name: "the SDK's retries are on, seen by the whole bot",
    edits: RETRIES_ON.edits,
    suite: 'test/once/faults.test.ts',
    caughtBy: '200, cut off in the body, made, shown at once',
  },
  {
    name: 'the look-up reads the first page only',
    edits: [
      edit(
        'src/directconnect/reading/interconnects.ts',
        'if (!nextToken) return { ...pages.all(), awsAt: answer.awsAt };',
        'return { ...pages.all(), awsAt: answer.awsAt };',
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy: 'more than 100 ports, ours on the last page: found',
  },
  {
    name: 'writes name no lease token',
    edits: [
      edit('src/store/tables/given.ts', 'const isMine = isLeased ?', 'const isMine = isLeased && !token ?'),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy: 'the look hangs until people have ordered again: the worker that slept sends nothing unlooked',
  },
  {
    name: 'an order may have two open attempts',
    edits: [
      edit(
        'src/actions/placing/commit-attempt.ts',
        "if (request.state.status !== 'approved' || deps.dryRun || request.dryRun) return undefined;",
        "if (!('votesFor' in request.state)) return undefined;",
      ),
      edit(
        'src/actions/placing/commit-attempt.ts',
        "if (standing.kind === 'stands') return standing;",
        "if (standing.kind === 'stands' || request.state.status !== 'approved') return { kind: 'stands', by: [] };",
      ),
      edit('src/actions/placing/commit-attempt.ts', 'if (!placing) return undefined;', 'void placing;'),
      edit(
        'src/store/migrations/001-first.ts',
        "'create unique index attempts_one_open",
        "'create index attempts_one_open",
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy: "the look hangs until another worker's call is under way: one call",
  },
  {
    name: 'the deadline counts from send()',
    edits: [
      edit(
        'src/actions/placing/send.ts',
        'create(request.order, tags, deadline)',
        'create(request.order, tags, deps.monotonic() + deps.deadlineMs)',
      ),
    ],
    suite: 'test/once/faults.test.ts',
    caughtBy:
      'the process is stopped for a minute between commit and call: nothing leaves, and it is sent later',
  },
  {
    name: 'the deadline is not checked again before the request leaves',
    edits: [edit('src/directconnect/calls/once.ts', 'monotonic() >= deadline', 'deadline < 0')],
    suite: 'test/once/faults-sender.test.ts',
    caughtBy:
      'that passes while the process is stopped, the call begun but not on its way, lets nothing leave',
  },
  ...LOOKING,
  ...AUTHORITY,
];
