import { arnOf } from '../arn.ts';
import type { Caller } from '../callers.ts';
import { type Input, isRecord, list, text } from '../input.ts';
import type { Service } from '../request.ts';
import { portsIn, type State } from '../state.ts';
import type { Tag } from '../tags.ts';
import type { Access } from './policy.ts';

/** One call to be judged. */
export interface Called {
  service: Service;
  operation: string;
  input: Input;
}

/** What a call needs to be allowed, all of it: by the Service Authorization Reference for each service. */
export function accessesOf(state: State, caller: Caller, { service, operation, input }: Called): Access[] {
  // Of Health and CloudTrail only what reads is here, and no part of it is granted by resource.
  if (service !== 'directconnect')
    return [{ action: `${service}:${operation}`, resource: '*', requestTags: [], resourceTags: [] }];
  const requestTags = operation === 'CreateInterconnect' || operation === 'TagResource' ? tagsIn(input) : [];
  const own = resourcesOf(caller, operation, input).map((resource) => ({
    action: `directconnect:${operation}`,
    resource,
    requestTags,
    resourceTags: tagsOfPort(state, caller, resource),
  }));
  if (operation !== 'CreateInterconnect' || requestTags.length === 0) return own;
  // Tagging at creation: the port has no ID yet, and no tags.
  const resource = arnOf(caller, 'dxcon', '*');
  return [...own, { action: 'directconnect:TagResource', resource, requestTags, resourceTags: [] }];
}

/** The ARNs that a call names, or `*`. */
function resourcesOf(caller: Caller, operation: string, input: Input): string[] {
  const named = (type: 'dxcon' | 'dxlag', member: string) => {
    const id = text(input, member);
    return [id === undefined ? '*' : arnOf(caller, type, id)];
  };
  switch (operation) {
    case 'CreateInterconnect':
    case 'DescribeLags':
      return named('dxlag', 'lagId');
    case 'DescribeInterconnects':
    case 'DeleteInterconnect':
      return named('dxcon', 'interconnectId');
    case 'DescribeLoa':
      // Of a port, or of a LAG.
      return named(text(input, 'connectionId')?.startsWith('dxlag-') ? 'dxlag' : 'dxcon', 'connectionId');
    case 'TagResource':
      return [text(input, 'resourceArn') ?? '*'];
    case 'DescribeTags':
      return list(input, 'resourceArns')?.map(String) ?? ['*'];
    default:
      return ['*'];
  }
}

function tagsOfPort(state: State, caller: Caller, arn: string): Tag[] {
  return (
    portsIn(state, caller).find((port) => arnOf(caller, 'dxcon', port.interconnectId) === arn)?.tags ?? []
  );
}

/** The tags that came, as far as they are some: rights are judged before anything else is checked. */
function tagsIn(input: Input): Tag[] {
  return (list(input, 'tags') ?? [])
    .filter(isRecord)
    .map((tag) => ({ key: String(tag.key), value: String(tag.value ?? '') }));
}
