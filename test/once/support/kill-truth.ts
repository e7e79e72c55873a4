import { expect, vi } from 'vitest';
import type { Request } from '../../../src/domain/request/request.ts';
import { buttonsOf, statusOf } from '../../support/shown.ts';
import type { Stage } from '../../support/stage.ts';
import { directLines } from './kill-story.ts';

const QUIET_MS = 20_000;

const ORDERED = [/^dxcon-\w+ is requested\./];
const FOUND = /^Found dxcon-\w+ by this order's tag: .*dxcon-\w+ is requested\./s;
/** People are called only by what the first looks don't clear up. */
const LOST = /^AWS's answer was lost \(INTERRUPTED\)\. A port may exist\./;
/** All that a thread may say of an order that ends well, but for `LOST`, once each and in this order. */
const THREADS = {
  'the answer was read': ORDERED,
  'the port was found': [FOUND],
  'people ordered again': [/^No port found after \d+ minutes\./, /^Lee asked to order again\./, ...ORDERED],
};
export type Course = keyof typeof THREADS;

/** Each begins with which order it is about. */
const DIRECT = [/: Approved by Lee\. Ordering at AWS/, /: Ordered: dxcon-\w+, requested/];
const DIRECT_UNKNOWN = [DIRECT[0], /: (Outcome unknown|Needs a decision)/, DIRECT[1]];

/**
 * Checks that the one order of a stage came to exactly one call, one port, one card, one direct message and each
 * line once; answers which course it took. Waits until the bot has nothing left to tell.
 */
export async function checkOnce(stage: Stage): Promise<Course> {
  const id = requestIdAtAws(stage);
  await untilQuiet(stage);
  const { request, port } = await stage.store().transaction(async (tx) => ({
    request: await tx.requests.read(id),
    port: await tx.ports.of(id),
  }));

  expect(stage.aws.calls('CreateInterconnect')).toHaveLength(1);
  expect(stage.aws.interconnects).toHaveLength(1);
  const [made] = stage.aws.interconnects;
  expect(port?.interconnectId).toBe(made?.interconnectId);
  expect(orderedPort(request)).toBe(made?.interconnectId);

  const cards = stage.slack.messages(stage.approvals);
  expect(cards.map(statusOf)).toEqual([`Ordered: ${made?.interconnectId}, requested`]);
  expect(cards.flatMap(buttonsOf)).toEqual(['Order a second one']);
  const thread = stage.thread();
  const calm = LOST.test(thread[0] ?? '') ? thread.slice(1) : thread;
  const course = (Object.keys(THREADS) as Course[]).find((name) => matches(calm, THREADS[name]));
  expect(course, `The thread says:\n${thread.join('\n')}`).toBeDefined();

  const direct = stage.dm(stage.cast.erin);
  expect(direct.map(statusOf)).toEqual([`Ordered: ${made?.interconnectId}, requested`]);
  const called = calm.length < thread.length || course === 'people ordered again';
  const expected = called ? DIRECT_UNKNOWN : DIRECT;
  const lines = directLines(stage);
  expect(matches(lines, expected), `The direct message says:\n${lines.join('\n')}`).toBe(true);
  return course ?? 'the answer was read';
}

/** Waits until every message is drawn as it should be and every line is told, or until the bot dies over it. */
export async function untilQuiet(stage: Stage, isDead = () => false): Promise<void> {
  const requestId = requestIdAtAws(stage);
  await vi.waitFor(
    async () => {
      if (isDead()) return;
      const left = await stage.store().transaction(async (tx) => ({
        surfaces: (await tx.messages.of(requestId)).filter(
          ({ posting, wanted, drawn }) => posting !== 'posted' || wanted !== drawn,
        ),
        lines: [await tx.outbox.next(requestId, 'channel'), await tx.outbox.next(requestId, 'dm')].filter(
          Boolean,
        ),
      }));
      expect(left).toEqual({ surfaces: [], lines: [] });
    },
    { timeout: QUIET_MS, interval: 10 },
  );
}

function requestIdAtAws({ aws }: Stage): string {
  return aws.interconnects[0]?.tags.find(({ key }) => key === 'interconnect-bot:request-id')?.value ?? '';
}

function orderedPort(request: Request | undefined): string | undefined {
  return request?.state.status === 'ordered' ? request.state.interconnectId : request?.state.status;
}

function matches(said: readonly string[], expected: readonly (RegExp | undefined)[]): boolean {
  return said.length === expected.length && said.every((line, index) => expected[index]?.test(line));
}
