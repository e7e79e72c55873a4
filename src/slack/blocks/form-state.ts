import type { ViewStateValue } from '@slack/bolt';
import * as z from 'zod';
import type { Choices } from '../../domain/catalog/fitting.ts';
import type { Person } from '../../domain/person.ts';
import type { Order } from '../../domain/request/order.ts';
import { formatTags, parseTags } from '../../domain/tags.ts';
import type { Field } from '../../domain/violation.ts';

/** What somebody wants of a port, as typed: texts may be empty, choices undefined, and not all of them may fit. */
export interface FormState extends Choices {
  /** The account, where there are several; undefined where none is chosen. */
  accountId: string | undefined;
  region: string;
  name: string;
  reason: string;
  tags: string;
  /** The ID of the colleague for whom they ask. */
  beneficiary: string | undefined;
  /** The sent-back request that this form edits; undefined for a new one. */
  edits: string | undefined;
  /** The request in whose place this one is asked for. */
  after?: string | undefined;
  /** The request beside whose port this one is the second, and what the form says of that. */
  beside?: { requestId: string; text: string } | undefined;
  /** How often the form was drawn before. */
  drawn: number;
}

/** `view.state.values`: block_id, then action_id. */
export type ViewValues = Record<string, Record<string, ViewStateValue>>;

const carriedSchema = z.looseObject({
  accountId: z.string().optional(),
  region: z.string(),
  location: z.string().optional(),
  bandwidth: z.string().optional(),
  macsec: z.boolean().optional(),
  edits: z.string().optional(),
  after: z.string().optional(),
  beside: z.looseObject({ requestId: z.string(), text: z.string() }).optional(),
  drawn: z.number().optional(),
  /** Choices that are not shown, since they don't fit now. */
  waiting: z
    .looseObject({
      location: z.string().optional(),
      bandwidth: z.string().optional(),
      lagId: z.string().optional(),
      providerName: z.string().optional(),
      macsec: z.boolean().optional(),
    })
    .optional(),
});

/** What the form carries along unseen, since a suggestion request has only a stale `view.state`. */
export type Carried = z.infer<typeof carriedSchema>;

/** The value of options that say why there is nothing to choose. */
export const NOTHING = 'nothing:';
/** The value of options that take a choice back. */
export const NONE = 'none:';

export function emptyForm(region: string, accountId?: string): FormState {
  return {
    accountId,
    region,
    location: undefined,
    bandwidth: undefined,
    lagId: undefined,
    providerName: undefined,
    macsec: false,
    name: '',
    reason: '',
    tags: '',
    beneficiary: undefined,
    edits: undefined,
    drawn: 0,
  };
}

/** What was asked for before, to fill a form with. */
export interface AskedBefore {
  accountId: string | null;
  order: Order;
  reason: string;
  beneficiary: Person | null;
  edits: string | undefined;
  after?: string | undefined;
  beside?: FormState['beside'];
}

/** A form prefilled from what was asked for before. */
export function filledForm(asked: AskedBefore): FormState {
  const { accountId, order, reason, beneficiary, edits, after, beside } = asked;
  return {
    accountId: accountId ?? undefined,
    region: order.region,
    location: order.location,
    bandwidth: order.bandwidth,
    lagId: order.lagId,
    providerName: order.providerName,
    macsec: order.requestMACSec,
    name: order.interconnectName,
    reason,
    tags: formatTags(order.tags),
    beneficiary: beneficiary?.id,
    edits,
    after,
    beside,
    drawn: 0,
  };
}

/** Reads what somebody wants: what the form shows, and beside it the choices that wait for others. */
export function readForm(values: ViewValues, carried: Carried): FormState {
  const { waiting = {} } = carried;
  const value = (field: Field) => fieldValue(values, field);
  const choice = (field: Field, left: string | undefined) => {
    const picked = chosen(value(field));
    return picked === NONE ? undefined : (picked ?? left);
  };
  const macsec = value('macsec');
  return {
    accountId: chosen(value('account')) ?? carried.accountId,
    region: chosen(value('region')) ?? carried.region,
    location: choice('location', waiting.location),
    bandwidth: choice('bandwidth', waiting.bandwidth),
    lagId: choice('lag', waiting.lagId),
    providerName: choice('provider', waiting.providerName),
    macsec: macsec ? (macsec.selected_options?.length ?? 0) > 0 : (waiting.macsec ?? false),
    name: value('name')?.value ?? '',
    reason: value('reason')?.value ?? '',
    tags: value('tags')?.value ?? '',
    beneficiary: value('beneficiary')?.selected_user ?? undefined,
    edits: carried.edits,
    after: carried.after,
    beside: carried.beside,
    drawn: (carried.drawn ?? 0) + 1,
  };
}

/** Reads what is asked for: what the form shows and nothing else. */
export function readSent(values: ViewValues, carried: Carried): FormState {
  return readForm(values, { ...carried, waiting: undefined });
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

/** `chosen` is shown; `waiting` was chosen too, and would be forgotten otherwise. */
export function carry(form: FormState, { chosen, waiting }: { chosen: Choices; waiting: Choices }): string {
  const { accountId, region, edits, after, beside, drawn } = form;
  const { location, bandwidth, macsec } = chosen;
  return JSON.stringify({
    accountId,
    region,
    location,
    bandwidth,
    macsec,
    edits,
    after,
    beside,
    drawn,
    waiting,
  } satisfies Record<keyof Carried, unknown>);
}
