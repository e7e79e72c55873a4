import { checkMessageBlocks, checkView } from '../blocks/check.ts';
import { isJson } from '../json.ts';
import type { Limits } from '../limits.ts';
import type { Json } from '../types.ts';
import { type Methods, method, SlackError } from './method.ts';

/** Asking whether Slack would take blocks, a message or a view, without showing it to anybody. */
export const blockMethods: Methods = {
  'blocks.validate': method([], (state, args) => {
    const given = ['blocks', 'message', 'view'].filter((key) => args[key] !== undefined && args[key] !== '');
    const [kind = '', more] = given;
    if (kind === '' || more !== undefined) throw new SlackError('invalid_arguments');
    const complaints = complaintsAbout(kind, args[kind], state.limits);
    if (complaints.length === 0) return {};
    throw new SlackError(`invalid_${kind}`, { errors: complaints.map(errorOf) });
  }),
};

function complaintsAbout(kind: string, given: unknown, limits: Limits): string[] {
  if (kind === 'view')
    return isJson(given) ? checkView(given, limits) : ['must be an object [json-pointer:]'];
  const blocks = kind === 'message' && isJson(given) ? (given.blocks ?? []) : given;
  if (!Array.isArray(blocks) || !blocks.every(isJson)) return ['must be an array of blocks [json-pointer:]'];
  return checkMessageBlocks(blocks, limits);
}

function errorOf(complaint: string): Json {
  const [, message = complaint, pointer = ''] = /^(.*) \[json-pointer:(.*)\]$/.exec(complaint) ?? [];
  return { code: 'failed_constraint', message, pointer };
}
