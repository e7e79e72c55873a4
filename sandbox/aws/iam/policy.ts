import { isRecord } from '../input.ts';
import type { Tag } from '../tags.ts';
import { type Condition, conditionsOf, NotUnderstood } from './conditions.ts';
import { globOf, resourceOf } from './patterns.ts';

/** One thing that a call wants to do: an action on one resource, and what conditions may ask about. */
export interface Access {
  /** For example directconnect:CreateInterconnect. */
  action: string;
  /** An ARN, or `*` where the action has no resource. */
  resource: string;
  requestTags: Tag[];
  /** What the resource bears before the call; a new one bears none. */
  resourceTags: Tag[];
}

interface Statement {
  actions: RegExp[];
  resources: ((resource: string) => boolean)[];
  conditions: Condition[];
}

/** An identity-based policy whose statements all allow. */
export type Policy = Statement[];

const POLICY_MEMBERS = ['Version', 'Id', 'Statement'];
const STATEMENT_MEMBERS = ['Sid', 'Effect', 'Action', 'Resource', 'Condition'];

/** Reads a policy document; throws on whatever it has that is not evaluated here, or a wrong policy would seem right. */
export function policyOf(document: unknown): Policy {
  if (!isRecord(document)) throw new NotUnderstood('a policy that is no object');
  onlyKnown(document, POLICY_MEMBERS);
  if (document.Version !== '2012-10-17') throw new NotUnderstood(`Version ${document.Version}`);
  return listOf(document.Statement).map(statementOf);
}

/** Whether any statement allows it. */
export function allows(policy: Policy, access: Access): boolean {
  return policy.some(
    ({ actions, resources, conditions }) =>
      actions.some((action) => action.test(access.action)) &&
      resources.some((covers) => covers(access.resource)) &&
      conditions.every((holds) => holds(access)),
  );
}

function statementOf(given: unknown): Statement {
  if (!isRecord(given)) throw new NotUnderstood('a statement that is no object');
  onlyKnown(given, STATEMENT_MEMBERS);
  if (given.Effect !== 'Allow') throw new NotUnderstood(`Effect ${given.Effect}`);
  return {
    actions: listOf(given.Action).map((action) => globOf(action, 'i')),
    resources: listOf(given.Resource).map(resourceOf),
    conditions: conditionsOf(given.Condition),
  };
}

function onlyKnown(given: Record<string, unknown>, members: string[]): void {
  const unknown = Object.keys(given).find((member) => !members.includes(member));
  if (unknown !== undefined) throw new NotUnderstood(unknown);
}

/** One or several, as policies may write both. */
function listOf(given: unknown): unknown[] {
  if (given === undefined) throw new NotUnderstood('a statement that lacks a member');
  return Array.isArray(given) ? given : [given];
}
