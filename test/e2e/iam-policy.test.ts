import { expect, test } from 'vitest';
import { shippedPolicy } from '../../sandbox/aws/iam/shipped.ts';
import { useStage } from '../support/use-stage.ts';

interface Document {
  Statement: { Action: string | string[] }[];
}

const policy = shippedPolicy() as Document;
policy.Statement = policy.Statement.filter(({ Action }) => Action !== 'directconnect:TagResource');
const { stage, until, asked, line } = useStage({ aws: { policy } });

test('a role that may not tag what it orders makes nothing, and its refusal is told', async () => {
  await stage.cast.lee.press(await asked(), 'Approve');
  await until('the refusal', () => stage.cardStatus() === 'Refused by AWS: nothing was ordered');
  await line('is not authorized to perform: directconnect:TagResource on resource: ');
  expect(stage.aws.interconnects).toEqual([]);
});
