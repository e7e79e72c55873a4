import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { ROOT } from '../imports.ts';
import { codes } from './table.ts';

/** Which blocks and elements are known, and which that Slack's own types know are not: those are an `unsupported type`. */
export function blockWords(): string {
  const elements = { ...buttons, ...choices, ...images, ...inputs, ...multiSelects, ...selects };
  return [
    `- Blocks of messages: ${codes(Object.keys(inMessages))}.`,
    `- Blocks of modals and Home tabs: ${codes(Object.keys(inViews))}.`,
    `- Elements: ${codes(Object.keys(elements))}.`,
    `- Not emulated, of blocks: ${codes(unknown('blocks', { ...inMessages, ...inViews }))}.`,
    `- Not emulated, of elements: ${codes(unknown('block-elements', elements))}.`,
  ].join('\n');
}

/** What Slack's own types have besides; what stands in rich text is no element. */
function unknown(file: string, known: object): string[] {
  const path = join(ROOT, `node_modules/@slack/types/dist/block-kit/${file}.d.ts`);
  const interfaces = readFileSync(path, 'utf8').split(/^(?=(?:export )?(?:interface|type) )/m);
  const types = interfaces
    .filter((one) => !/^export (interface|type) RichText(?!Input)/.test(one))
    .flatMap((one) => [...one.matchAll(/^ {4}type: '([a-z_]+)';/gm)].map(([, type = '']) => type));
  return [...new Set(types)].filter((type) => !(type in known)).sort();
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
