import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { AwsOptions } from '../../sandbox/aws/types.ts';
import type { Person, StoredMessage, WorkspaceOptions } from '../../sandbox/workspace/types.ts';
import { privately, statusOf } from './shown.ts';
import { firstCard, openStage, type Stage, WAIT_MS } from './stage.ts';

/** How the stages of a suite are opened, and what is asked of them when they close. */
interface Use {
  aws?: AwsOptions;
  mode?: 'socket' | 'http';
  workspace?: WorkspaceOptions;
  /** One stage for each test, or for all tests of the file. */
  each?: 'test' | 'file';
  /** Why Slack may find fault with what it got; without it, any fault it found fails the test. */
  faults?: string;
}

/** A stage, and what tests of one order do and wait for; each wait fails with its words after WAIT_MS. */
interface Used {
  /** The stage that stands when it is asked. */
  stage: Stage;
  until<T>(what: string, condition: () => T | undefined | false, ms?: number): Promise<T>;
  /** Starts the bot and sends the form as Erin; the card. */
  asked(overrides?: Record<string, string>): Promise<StoredMessage>;
  firstCard(): Promise<StoredMessage>;
  /** The card's status begins so. */
  status(text: string): Promise<true>;
  /** A line of the card's thread says so. */
  line(text: string): Promise<true>;
  /** Thread, card and Erin's direct message each show that the order became a port: nothing of it is on its way. */
  orderTold(): Promise<true>;
  /** Somebody is told so privately in the approvals channel. */
  told(who: Person, text: string): Promise<true>;
  /** Somebody is told so privately in the lobby, where commands are typed. */
  answered(who: Person, text: string): Promise<true>;
  /** How many orders AWS has received. */
  creates(): number;
  /** The first port gets this state at AWS. */
  changeTo(state: string): void;
  /** Slack answers these calls with an error. */
  refuse(method: string, error: string, times?: number): void;
  readyz(): Promise<{ status: number; body: { troubles?: string[] } }>;
  metrics(): Promise<string>;
}

/** Opens a stage before each test of the surrounding `describe`, and closes it after. */
export function useStage({ aws, mode, workspace, each = 'test', faults }: Use = {}): Used {
  let now: Stage | undefined;
  const [before, after] = each === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    now = await openStage(aws, mode, workspace);
  });
  after(async () => {
    const problems = now?.slack.problems();
    await now?.close();
    now = undefined;
    if (faults === undefined) expect(problems).toEqual([]);
  });
  const stage = new Proxy({} as Stage, {
    get(_, member) {
      if (!now) throw new Error('No stage stands.');
      return Reflect.get(now, member);
    },
  });
  return { stage, ...watching(stage) };
}

function watching(stage: Stage): Omit<Used, 'stage'> {
  const until = <T>(what: string, condition: () => T | undefined | false, ms = WAIT_MS) =>
    stage.slack.until(what, condition, ms);
  const includes = (lines: string[], text: string) => lines.some((said) => said.includes(text)) || undefined;
  const ask = (path: string) => fetch(`http://127.0.0.1:${stage.operatorPort()}${path}`);
  return {
    until,
    async asked(overrides) {
      await stage.start(overrides);
      await stage.order();
      return firstCard(stage);
    },
    firstCard: () => firstCard(stage),
    status: (text) => until(text, () => stage.cardStatus().startsWith(text) || undefined),
    line: (text) => until(text, () => includes(stage.thread(), text)),
    orderTold: () =>
      until('the order in thread and direct message', () => {
        return includes(stage.thread(), ' is requested') &&
          [stage.card(), ...stage.dm(stage.cast.erin)].every((one) =>
            statusOf(one).startsWith('Ordered: '),
          ) &&
          stage.dmLines(stage.cast.erin).some(({ text }) => text.includes(': Ordered: '))
          ? true
          : undefined;
      }),
    told: (who, text) => until(`told: ${text}`, () => includes(privately(who, stage.approvals), text)),
    answered: (who, text) => until(`answered: ${text}`, () => includes(privately(who, stage.lobby), text)),
    creates: () => stage.aws.calls('CreateInterconnect').length,
    changeTo: (state) => stage.aws.setState(stage.aws.interconnects[0]?.interconnectId ?? '', state),
    refuse: (method, error, times = 1) => stage.slack.fault(method, { kind: 'error', error }, times),
    async readyz() {
      const answer = await ask('/readyz');
      return { status: answer.status, body: (await answer.json()) as { troubles?: string[] } };
    },
    metrics: async () => (await ask('/metrics')).text(),
  };
}
