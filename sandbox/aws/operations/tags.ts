import { portByArn } from '../arn.ts';
import { clientException } from '../errors.ts';
import { list, requiredText, wrongType } from '../input.ts';
import type { Operation } from '../state.ts';
import { merged, tagsOf } from '../tags.ts';

const MOST_ARNS = 20;

/** The tags of resources by their ARN. One that isn't there has an entry without tags; one that is may have none at all. */
export const describeTags: Operation = (state, caller, input) => {
  const arns = list(input, 'resourceArns') ?? [];
  if (arns.length === 0) throw clientException('resourceArns is required.');
  if (arns.length > MOST_ARNS) throw clientException(`At most ${MOST_ARNS} resourceArns can be given.`);
  const resourceTags = arns.flatMap((arn) => {
    if (typeof arn !== 'string') throw wrongType('resourceArns');
    const port = portByArn(state, caller, arn);
    const told = port?.describedTags ?? 'always';
    if (told === 'never' || (told === 'alone' && arns.length > 1)) return [];
    return [{ resourceArn: arn, tags: port?.tags ?? [] }];
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
