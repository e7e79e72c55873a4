import type { ViewStateValue } from '@slack/bolt';
import * as z from 'zod';
import type { Order } from '../../domain/request/order.ts';
import { formatTags, parseTags } from '../../domain/tags.ts';
import type { Field } from '../../domain/violation.ts';

/** What stands in the form, as typed: texts may be empty, choices undefined. */
export interface FormState {
  region: string;
  location: string | undefined;
  bandwidth: string | undefined;
  lagId: string | undefined;
  providerName: string | undefined;
  macsec: boolean;
  name: string;
  reason: string;
  tags: string;
  /** The sent-back request that this form edits; undefined for a new one. */
  edits: string | undefined;
}

/** `view.state.values`: block_id, then action_id. */
export type ViewValues = Record<string, Record<string, ViewStateValue>>;

const carriedSchema = z.looseObject({
  region: z.string(),
  location: z.string().optional(),
  bandwidth: z.string().optional(),
  macsec: z.boolean().optional(),
  edits: z.string().optional(),
});

/** What the form carries along unseen, since a suggestion request has only a stale `view.state`. */
export type Carried = z.infer<typeof carriedSchema>;

/** The value of options that say why there is nothing to choose. */
export const NOTHING = 'nothing:';

export function emptyForm(region: string): FormState {
  return {
    region,
    location: undefined,
    bandwidth: undefined,
    lagId: undefined,
    providerName: undefined,
    macsec: false,
    name: '',
    reason: '',
    tags: '',
    edits: undefined,
  };
}

/** A form prefilled from an order that was asked for before. */
export function filledForm(order: Order, reason: string, edits: string | undefined): FormState {
  return {
    region: order.region,
    location: order.location,
    bandwidth: order.bandwidth,
    lagId: order.lagId,
    providerName: order.providerName,
    macsec: order.requestMACSec,
    name: order.interconnectName,
    reason,
    tags: formatTags(order.tags),
    edits,
  };
}

/** Reads the form's values; what isn't shown comes from what it carries. */
export function readForm(values: ViewValues, carried: Carried): FormState {
  const value = (field: Field) => fieldValue(values, field);
  return {
    region: chosen(value('region')) ?? carried.region,
    location: chosen(value('location')),
    bandwidth: chosen(value('bandwidth')),
    lagId: chosen(value('lag')),
    providerName: chosen(value('provider')),
    macsec: (value('macsec')?.selected_options?.length ?? 0) > 0,
    name: value('name')?.value ?? '',
    reason: value('reason')?.value ?? '',
    tags: value('tags')?.value ?? '',
    edits: carried.edits,
  };
}

/** The block_id under which a field is shown right now: its name, or its name and its parents' values. */
export function blockOf(blockIds: readonly string[], field: Field): string | undefined {
  return blockIds.find((id) => id === field || id.startsWith(`${field}:`));
}

function fieldValue(values: ViewValues, field: Field): ViewStateValue | undefined {
  const block = blockOf(Object.keys(values), field);
  return block === undefined ? undefined : Object.values(values[block] ?? {})[0];
}

function chosen(value: ViewStateValue | undefined): string | undefined {
  const picked = value?.selected_option?.value;
  if (picked === undefined || picked === null || picked.startsWith(NOTHING)) return undefined;
  return unescaped(picked);
}

/** Nobody knows whether Slack hands an option's value back escaped, as it does its text; no value has an entity in it. */
function unescaped(value: string): string {
  return value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The order as the form has it; tag problems come apart, since lines have numbers only here. */
export function toOrder(form: FormState): { order: Order; tagProblems: string[] } {
  const { tags, problems } = parseTags(form.tags);
  return {
    tagProblems: problems,
    order: {
      region: form.region,
      location: form.location ?? '',
      bandwidth: form.bandwidth ?? '',
      interconnectName: form.name.trim(),
      ...(form.lagId ? { lagId: form.lagId } : {}),
      ...(form.providerName ? { providerName: form.providerName } : {}),
      requestMACSec: form.macsec,
      tags,
    },
  };
}

/** Undefined for what this version's form didn't write. */
export function readCarried(metadata: string | null | undefined): Carried | undefined {
  try {
    return carriedSchema.parse(JSON.parse(metadata ?? ''));
  } catch {
    return undefined;
  }
}

export function carry(form: FormState): string {
  const { region, location, bandwidth, macsec, edits } = form;
  return JSON.stringify({ region, location, bandwidth, macsec, edits } satisfies Record<
    keyof Carried,
    unknown
  >);
}
