import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import type { EmbeddedAws } from '../../../sandbox/aws/types.ts';
import { iamPolicies } from '../../support/iam-policies.ts';
import { aws, failureOf } from './support.ts';

const ROLE = 'arn:aws:iam::123456789012:role/interconnect-bot';
const MARK = {
  ContextKeyName: 'aws:RequestTag/interconnect-bot:request-id',
  ContextKeyType: 'string' as const,
  ContextKeyValues: ['ic-0'],
};

function simulate(embedded: EmbeddedAws, asked: { role?: string; marked?: boolean } = {}) {
  const { accessKeyId, secretAccessKey, url: endpoint } = embedded;
  const client = new IAMClient({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
  return client.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: asked.role ?? ROLE,
      ActionNames: ['directconnect:CreateInterconnect'],
      ResourceArns: ['*'],
      ContextEntries: asked.marked ? [MARK] : [],
    }),
  );
}

const decisions = async (answer: ReturnType<typeof simulate>) =>
  (await answer).EvaluationResults?.map(({ EvalDecision }) => EvalDecision);

describe("IAM's simulation", () => {
  it('judges by the policy, with the tags that the caller says a request would carry', async () => {
    const embedded = await aws({ policy: iamPolicies('iam-policy', 'iam-policy-doctor') });
    expect(await decisions(simulate(embedded, { marked: true }))).toEqual(['allowed']);
    expect(await decisions(simulate(embedded))).toEqual(['implicitDeny']);
    expect(embedded.interconnects).toEqual([]);
  });

  it('is refused to whoever may not ask, and knows no other role', async () => {
    const other = 'arn:aws:iam::123456789012:role/elsewhere/interconnect-bot';
    const denied = await failureOf(simulate(await aws({ policy: iamPolicies('iam-policy') })));
    expect([denied.name, denied.$metadata?.httpStatusCode]).toEqual(['AccessDenied', 403]);
    const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
    const unknown = await failureOf(simulate(await aws({ policy: everything }), { role: other }));
    expect(unknown.name).toBe('NoSuchEntityException');
  });
});
