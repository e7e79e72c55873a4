import { expect } from 'vitest';
import type { AwsCall } from '../../../sandbox/aws/types.ts';
import type { Attempt } from '../../../src/domain/request/attempt.ts';
import { statusOf } from '../../support/shown.ts';
import { WAIT_MS } from '../../support/stage.ts';
import type { Scene } from './faults-scene.ts';

const ID = /dxcon-[a-z0-9]+/g;

/**
 * Compares everything that the bot says and keeps with what AWS has and was asked: `calls` arrived there,
 * `ports` were made. To be asked once the request has come to rest.
 */
export async function expectTruth(scene: Scene, { calls, ports }: { calls: number; ports: number }) {
  const { stage } = scene;
  const sent = scene.creates();
  expect(sent).toHaveLength(calls);
  const ours = stage.aws.interconnects.filter(({ interconnectName }) => interconnectName === 'dc2-core-01');
  expect(ours).toHaveLength(ports);
  for (const call of sent) expectAsApproved(call, scene.requestId());

  const attempts = await scene.attempts();
  const port = await stage.store().transaction((tx) => tx.ports.of(scene.requestId()));
  expectAttempts(attempts, sent);
  expect(port?.interconnectId).toBe(ours[0]?.interconnectId);
  await expectWords(scene, attempts, ours[0]?.interconnectId);
}

/** What was approved is what was sent, under this request's tag. */
function expectAsApproved({ input }: AwsCall, requestId: string): void {
  const { interconnectName, bandwidth, location, lagId } = input;
  expect({ interconnectName, bandwidth, location, lagId }).toEqual({
    interconnectName: 'dc2-core-01',
    bandwidth: '10Gbps',
    location: 'EqDC2',
    lagId: undefined,
  });
  expect(tagOf(input, 'interconnect-bot:request-id')).toBe(requestId);
}

/** Every attempt ended as AWS knows it, and no attempt was sent twice. */
function expectAttempts(attempts: readonly Attempt[], sent: readonly AwsCall[]): void {
  for (const { number, outcome } of attempts) {
    const its = sent.filter(({ input }) => tagOf(input, 'interconnect-bot:attempt') === String(number));
    switch (outcome) {
      case 'created':
        expect(its.map(({ interconnectId }) => interconnectId)).toEqual([expect.stringMatching(/^dxcon-/)]);
        break;
      case 'refused':
      case 'throttled':
        expect(its.map(({ interconnectId }) => interconnectId)).toEqual([undefined]);
        break;
      case 'not_sent':
        expect(its).toEqual([]);
        break;
      case 'unknown':
        expect(its.length).toBeLessThan(2);
        break;
      case null:
        expect.unreachable(`attempt ${number} was never closed`);
    }
  }
  expect(sent.every(({ input }) => Number(tagOf(input, 'interconnect-bot:attempt')) <= attempts.length)).toBe(
    true,
  );
}

/** Card, thread and direct message: one of each, of one mind, naming no port but the one that AWS has. */
async function expectWords(scene: Scene, attempts: readonly Attempt[], id: string | undefined) {
  const { stage } = scene;
  const { slack, approvals, cast } = stage;
  const threads = slack.messages(approvals).filter(({ threadTs, ts }) => !threadTs || threadTs === ts);
  expect(threads).toHaveLength(1);
  await slack.until(
    "the requester's message says what the card says",
    () => stage.dm(cast.erin).some((message) => statusOf(message) === stage.cardStatus()),
    WAIT_MS,
  );
  const last = id === undefined ? 'AWS refused the order' : `${id} is requested.`;
  await scene.line(last);
  const thread = stage.thread().filter((text) => !text.endsWith('asked to order again.'));
  const said = [stage.cardStatus(), ...thread, ...stage.dm(cast.erin).map(({ text }) => text)];
  const named = new Set(said.flatMap((text) => text.match(ID) ?? []));
  expect([...named]).toEqual(id === undefined ? [] : [id]);
  expect(new Set(thread).size, `each line once: ${thread.join('\n')}`).toBe(thread.length);

  const lines = (start: string) => thread.filter((text) => text.startsWith(start)).length;
  const ended = (kind: Attempt['outcome']) => attempts.filter(({ outcome }) => outcome === kind).length;
  expect(lines('AWS refused the order and made nothing')).toBe(ended('refused'));
  // What the first looks clear up calls nobody.
  expect(lines("AWS's answer was lost")).toBeLessThanOrEqual(ended('unknown'));
  const again = lines('AWS was busy and made nothing') + lines('What signed the order had expired');
  expect(again).toBe(Math.min(ended('throttled'), 1));
  if (id !== undefined) {
    expect(stage.cardStatus()).toMatch(new RegExp(`^Ordered: ${id}, `));
    expect(thread.filter((text) => text.includes(`${id} is requested.`))).toHaveLength(1);
  }
}

function tagOf(input: Record<string, unknown>, key: string): string | undefined {
  return (input.tags as { key: string; value: string }[]).find((tag) => tag.key === key)?.value;
}
