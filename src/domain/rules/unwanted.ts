import type { Order } from '../request/order.ts';
import type { Violation } from '../violation.ts';
import { isOfPattern } from './name-pattern.ts';
import { anyOf } from './no-rule.ts';
import type { WantedTag, WrittenRule } from './rule-set.ts';

/** What of an order's name and tags its rule doesn't take, beside the field to change, with what would do. */
export function unwanted(
  { name, tags = [], namePattern }: Pick<WrittenRule, 'name' | 'tags' | 'namePattern'>,
  order: Pick<Order, 'interconnectName' | 'tags'>,
): Violation[] {
  const ofName: Violation[] =
    namePattern === undefined || isOfPattern(namePattern, order.interconnectName)
      ? []
      : [
          {
            field: 'name',
            message: `The rule ${name} wants a name that matches ${namePattern} (a regular expression).`,
          },
        ];
  const ofTags = tags.flatMap((wanted): Violation[] => {
    const given = order.tags.find(({ key }) => key === wanted.key)?.value;
    const message = ofTag(name, wanted, given);
    return message === undefined ? [] : [{ field: 'tags', message }];
  });
  return [...ofName, ...ofTags];
}

function ofTag(
  rule: string,
  { key, required, values }: WantedTag,
  given: string | undefined,
): string | undefined {
  const taken = values && anyOf(values.map((value) => `${key}=${value}`));
  if (given === undefined) {
    return required ? `The rule ${rule} needs the tag ${taken ?? key}.` : undefined;
  }
  return values === undefined || values.includes(given)
    ? undefined
    : `The rule ${rule} takes the tag ${taken}, not ${key}=${given}.`;
}
