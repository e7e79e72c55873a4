import { WebClient } from '@slack/web-api';
import { METHODS } from '../../sandbox/workspace/api/call.ts';
import { inMessages, inViews } from '../../sandbox/workspace/blocks/blocks.ts';
import {
  buttons,
  choices,
  images,
  inputs,
  multiSelects,
  selects,
} from '../../sandbox/workspace/blocks/elements.ts';
import { codes } from './table.ts';

/** Which blocks and elements are known; any other is an `unsupported type`. */
export function blockWords(): string {
  const elements = { ...buttons, ...choices, ...images, ...inputs, ...multiSelects, ...selects };
  return [
    `- Blocks of messages: ${codes(Object.keys(inMessages))}.`,
    `- Blocks of modals and Home tabs: ${codes(Object.keys(inViews))}.`,
    `- Elements: ${codes(Object.keys(elements))}.`,
  ].join('\n');
}

/** Methods of Slack's own client that are unknown here, how many of each family. */
export function unknownMethods(): string {
  const missing = methodsIn(new WebClient(), '').filter(
    (name) => METHODS[name] === undefined && name !== 'apps.connections.open',
  );
  const families = Map.groupBy(missing, (name) => name.split('.')[0] ?? name);
  const counted = [...families].sort(([one], [other]) => one.localeCompare(other));
  return counted.map(([family, names]) => `\`${family}\` ${names.length}`).join(', ');
}

/** The client's own methods, as Slack names them. */
function methodsIn(client: object, prefix: string): string[] {
  return Object.entries(client).flatMap(([key, value]) => {
    if (typeof value === 'function') return prefix === '' ? [] : [`${prefix}${key}`];
    const isFamily = typeof value === 'object' && value !== null && value.constructor === Object;
    return isFamily ? methodsIn(value, `${prefix}${key}.`) : [];
  });
}
