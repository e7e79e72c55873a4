import { expect, vi } from 'vitest';
import type { AwsCall } from '../../../sandbox/aws/types.ts';
import type { StoredMessage } from '../../../sandbox/workspace/types.ts';
import type { Outside } from '../../../src/app.ts';
import type { Attempt } from '../../../src/domain/request/attempt.ts';
import { buttonsOf, privately, requestIdOf } from '../../support/shown.ts';
import { openStage, type Stage, WAIT_MS } from '../../support/stage.ts';

const SECOND = 1_000;
/** Longer than the bot looks for a lost port before it asks people. */
export const WINDOW_MS = 1_201 * SECOND;
/** Longer than the bot's longest pause between two looks or tries. */
export const PAUSE_MS = 301 * SECOND;
/** How often a person presses a button that is answered with something else. */
const PATIENCE = 40;

/** A stage on which time passes at AWS too, and the words for what one fault's play needs. */
export interface Scene {
  stage: Stage;
  /** Time passes, for the bot and for AWS. */
  wait(ms: number): void;
  /** The bot's clock jumps; AWS's does not. */
  jump(ms: number): void;
  /** Starts the bot, sends the form and resolves with the card, once it is posted. */
  ask(env?: Record<string, string>, wrap?: (outside: Outside) => Outside): Promise<StoredMessage>;
  approve(): Promise<unknown>;
  requestId(): string;
  attempts(): Promise<Attempt[]>;
  /** Resolves once an attempt has an outcome. */
  closed(attempt: number): Promise<unknown>;
  /** Resolves once it is noted that the answer to an attempt was lost; the thread is told only if the first looks find nothing. */
  lost(code: string): Promise<unknown>;
  creates(): AwsCall[];
  /** Resolves once the card says where the request stands. */
  status(text: string): Promise<unknown>;
  line(text: string): Promise<unknown>;
  /** Lets the next call of an operation be the moment at which something happens; before it is answered. */
  atCall(operation: string, happens: () => void): void;
  /** Resolves once so many more listings were asked for. */
  listings(more: number): Promise<unknown>;
  /** A lead presses until `done`: the list of approvers may have to be read again first. */
  press(button: string, done: () => boolean): Promise<void>;
  /** A lead orders again, and the thread says so. */
  orderAgain(): Promise<void>;
  /** Done before the stage is closed, whatever the play came to. */
  atEnd(work: () => void): void;
  close(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  let passed = 0;
  const stage = await openStage({ now: () => Date.now() + passed });
  const { slack, aws, cast } = stage;
  const lee = () => privately(cast.lee, stage.approvals);
  const creates = () => aws.calls('CreateInterconnect');
  const listed = () => aws.calls('DescribeInterconnects').length;
  const atEnd: (() => void)[] = [];
  let requestId = '';

  const scene: Scene = {
    stage,
    wait(ms) {
      passed += ms;
      stage.travel(ms);
    },
    jump: (ms) => stage.travel(ms),
    async ask(env = {}, wrap) {
      await stage.start(env, wrap);
      await stage.order();
      const card = await slack.until('the card', () => slack.messages(stage.approvals)[0], WAIT_MS);
      requestId = requestIdOf(card);
      return card;
    },
    approve: () => cast.lee.press(stage.card(), 'Approve'),
    requestId: () => requestId,
    attempts: () => stage.store().transaction((tx) => tx.attempts.of(requestId)),
    closed: (attempt) =>
      vi.waitFor(
        async () => expect((await scene.attempts())[attempt - 1]?.outcome ?? 'open').not.toBe('open'),
        { timeout: WAIT_MS, interval: 20 },
      ),
    lost: (code) =>
      vi.waitFor(
        async () => expect((await scene.attempts()).map(({ errorName }) => errorName)).toContain(code),
        { timeout: WAIT_MS, interval: 20 },
      ),
    creates,
    status: (text) => slack.until(text, () => stage.cardStatus().startsWith(text), WAIT_MS),
    line: (text) => slack.until(text, () => stage.thread().some((said) => said.includes(text)), WAIT_MS),
    atCall(operation, happens) {
      const off = aws.on((call) => {
        if (call.operation !== operation) return;
        off();
        happens();
      });
    },
    listings(more) {
      const enough = listed() + more;
      return aws.until(`${more} more listings`, () => listed() >= enough, WAIT_MS);
    },
    async press(button, done) {
      for (let presses = 0; presses < PATIENCE; presses++) {
        await slack.until(button, () => done() || buttonsOf(stage.card()).includes(button), WAIT_MS);
        if (done()) return;
        const heard = lee().length;
        await cast.lee.press(stage.card(), button);
        await slack.until(`${button} has an effect`, () => done() || lee().length > heard, WAIT_MS);
      }
      throw new Error(`${button} did nothing: ${lee().at(-1)}`);
    },
    async orderAgain() {
      const asked = () => stage.thread().filter((said) => said.endsWith('asked to order again.')).length;
      const before = asked();
      await scene.press('Order again', () => asked() > before);
    },
    atEnd: (work) => atEnd.push(work),
    async close() {
      for (const work of atEnd) work();
      await stage.close();
    },
  };
  return scene;
}
