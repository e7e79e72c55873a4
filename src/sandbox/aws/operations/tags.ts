import { portByArn } from '../arn.ts';
import { clientException } from '../errors.ts';
import { list, requiredText, wrongType } from '../input.ts';
import type { Operation } from '../state.ts';
import { merged, tagsOf } from '../tags.ts';

/** The tags of resources by their ARN. A resource that isn't there has an entry without tags. */
export const describeTags: Operation = (state, caller, input) => {
  const arns = list(input, 'resourceArns') ?? [];
  if (arns.length === 0) throw clientException('resourceArns is required.');
  const resourceTags = arns.map((arn) => {
    if (typeof arn !== 'string') throw wrongType('resourceArns');
    return { resourceArn: arn, tags: portByArn(state, caller, arn)?.tags ?? [] };
  });
  return { resourceTags };
};

/** Adds tags to a port; an existing key gets the new value. */
export const tagResource: Operation = (state, caller, input) => {
  const arn = requiredText(input, 'resourceArn');
  const port = portByArn(state, caller, arn);
  if (!port) throw clientException(`Could not find resource ${arn}`);
  const added = tagsOf(input);
  if (added.length === 0) throw clientException('tags is required.');
  port.tags = merged(port.tags, added);
  return {};
};
