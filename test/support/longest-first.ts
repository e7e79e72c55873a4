import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest: begun last, one alone would keep the run from ending. */
const LONG = [
  'test/once/model.test.ts',
  'test/days/days.test.ts',
  'test/once/suite-can-fail.test.ts',
  'test/clicks/rules.test.ts',
  'test/clicks/cards.test.ts',
  'test/clicks/fresh.test.ts',
  'test/soak/soak.test.ts',
  'test/soak/judge.test.ts',
  'test/slack/pitfalls/ghosts.test.ts',
  'test/slack/pitfalls/socket.test.ts',
  'test/once/kills.test.ts',
];

/** Begins with the files that take longest, also where no earlier run has left their times. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = LONG.findIndex((path) => moduleId.endsWith(path));
      return rank < 0 ? LONG.length : rank;
    };
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}
