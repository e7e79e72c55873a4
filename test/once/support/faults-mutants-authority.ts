import { edit, type Mutant } from './faults-mutant.ts';

/** Mistakes in judging who approved, and whose port it is. */
export const AUTHORITY: Mutant[] = [
  {
    name: 'an approval is not judged again when it is acted on',
    edits: [
      edit(
        'src/actions/placing/commit-attempt.ts',
        "if (standing.kind === 'stands') return standing;",
        "if (standing) return { kind: 'stands', by: [] };",
      ),
    ],
    suite: 'test/e2e/authority.test.ts',
    caughtBy: 'whoever approved has left the group: it waits again, said once; whoever is there still can',
  },
  {
    name: 'the freeze is not read where the attempt is committed',
    edits: [
      edit(
        'src/actions/placing/commit-attempt.ts',
        'if (frozen) {\n    await holdFrozen',
        'if (false) {\n    await holdFrozen',
      ),
    ],
    suite: 'test/e2e/authority.test.ts',
    caughtBy: 'after "frozen" nothing is committed, however far the order was',
  },
  {
    name: 'a tagged port that was there before is taken over',
    edits: [
      edit(
        'src/domain/request/adoption.ts',
        "if (!looker.before || looker.before.has(port.interconnectId)) return 'was_there';",
        '',
      ),
    ],
    suite: 'test/e2e/adoption.test.ts',
    caughtBy: 'a port with the tag is never taken over by itself: nothing is sent, people decide',
  },
  {
    name: 'a tagged port that is not what was ordered is taken over',
    edits: [
      edit(
        'src/domain/request/adoption.ts',
        "return agrees(looker.order, port) ? undefined : 'differs';",
        'return undefined;',
      ),
    ],
    suite: 'test/e2e/adoption.test.ts',
    caughtBy: 'a port that is not what was ordered is shown at once, and Order again is not offered',
  },
];
