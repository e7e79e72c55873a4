import { afterEach, expect, test } from 'vitest';
import { shippedPolicy } from '../../sandbox/aws/iam/shipped.ts';
import { openStage, type Stage, WAIT_MS } from '../support/stage.ts';

interface Document {
  Statement: { Action: string | string[] }[];
}

let stage: Stage;
afterEach(() => stage.close());

test('a role that may not tag what it orders makes nothing, and its refusal is told', async () => {
  const policy = shippedPolicy() as Document;
  policy.Statement = policy.Statement.filter(({ Action }) => Action !== 'directconnect:TagResource');
  stage = await openStage({ policy });
  await stage.start();
  await stage.order();
  await stage.slack.until('the card', () => stage.slack.messages(stage.approvals)[0], WAIT_MS);
  await stage.cast.lee.press(stage.card(), 'Approve');
  await stage.slack.until(
    'the refusal',
    () => stage.cardStatus() === 'Refused by AWS: nothing was ordered',
    WAIT_MS,
  );
  const why = 'is not authorized to perform: directconnect:TagResource on resource: ';
  await stage.slack.until('why', () => stage.thread().some((line) => line.includes(why)), WAIT_MS);
  expect(stage.aws.interconnects).toEqual([]);
});
