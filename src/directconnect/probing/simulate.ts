import { IAMClient, type IAMClientConfig, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { trouble } from '../calls/failure.ts';
import { arnsIn } from '../reading/tags.ts';
import type { Caller } from './caller.ts';

/** What IAM says of the order and of what it needs beside it. */
export type Simulated =
  /** `missing`: the actions that IAM would not let through. */
  { kind: 'told'; missing: string[] } | { kind: 'not_told'; code: string; message: string };

/** What IAM judges conditions by: the tag that every order of the bot carries. */
const ORDER_TAG = 'aws:RequestTag/interconnect-bot:request-id';
const CREATE = 'directconnect:CreateInterconnect';
const TAG = 'directconnect:TagResource';

/** Asks IAM whether the bot's role may order with the bot's tag; nothing is ordered. Source: SimulatePrincipalPolicy. */
export async function simulateOrder(
  config: IAMClientConfig,
  { region, policySource, ...caller }: Caller & { region: string },
): Promise<Simulated> {
  if (policySource === undefined)
    return {
      kind: 'not_told',
      code: 'NoPolicies',
      message: `${caller.arn} has no policies that IAM knows of.`,
    };
  const client = new IAMClient(config);
  const judged = async (action: string, resource: string) => {
    const { EvaluationResults = [] } = await client.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: policySource,
        ActionNames: [action],
        ResourceArns: [resource],
        ContextEntries: [
          { ContextKeyName: ORDER_TAG, ContextKeyType: 'string', ContextKeyValues: ['ic-0000000000'] },
        ],
      }),
    );
    return EvaluationResults.length > 0 && EvaluationResults.every((one) => one.EvalDecision === 'allowed')
      ? []
      : [action];
  };
  try {
    const missing = [
      ...(await judged(CREATE, '*')),
      ...(await judged(TAG, arnsIn(region, caller)('dxcon-00000000'))),
    ];
    return { kind: 'told', missing };
  } catch (error) {
    const { code, message } = trouble(error);
    return { kind: 'not_told', code, message };
  } finally {
    client.destroy();
  }
}
