import { clip } from '../../domain/text.ts';
import type { Field, Violation } from '../../domain/violation.ts';
import { blockOf } from './form-state.ts';

/** Where an error goes whose own field isn't shown. */
const BESIDE: Partial<Record<Field, Field>> = {
  macsec: 'bandwidth',
  region: 'location',
  account: 'location',
};
/** More than a few lines under a field are not read. */
const PER_FIELD = 3;
const LENGTH = 600;

/** Slack's `errors` of a submission: by the block_ids that are on screen, which is all that Slack accepts. */
export function fieldErrors(
  violations: readonly Violation[],
  blockIds: readonly string[],
): Record<string, string> {
  const grouped = new Map<string, string[]>();
  for (const { field, message } of violations) {
    const block =
      blockOf(blockIds, field) ?? blockOf(blockIds, BESIDE[field] ?? 'reason') ?? blockOf(blockIds, 'reason');
    if (block) grouped.set(block, [...(grouped.get(block) ?? []), message]);
  }
  return Object.fromEntries(
    [...grouped].map(([block, messages]) => {
      const more = messages.length > PER_FIELD ? ` And ${messages.length - PER_FIELD} more.` : '';
      return [block, clip(messages.slice(0, PER_FIELD).join(' ') + more, LENGTH)];
    }),
  );
}
