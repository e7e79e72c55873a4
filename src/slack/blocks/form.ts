import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { type Accounts, accountMeant, labelOf } from '../../domain/account.ts';
import type { RegionCatalog } from '../../domain/catalog/catalog.ts';
import { fitting } from '../../domain/catalog/fitting.ts';
import { NAME_MAX, NAME_RULE, REASON_MAX } from '../../domain/request/order.ts';
import { clip } from '../../domain/text.ts';
import { MINUTE } from '../../domain/time.ts';
import { LIMIT, markup, moment, plain, plainSection } from './blocks.ts';
import {
  accountBlock,
  bandwidthBlock,
  lagBlock,
  locationBlock,
  macsecBlock,
  providerBlock,
  regionBlock,
} from './form-choices.ts';
import { carry, type FormState } from './form-state.ts';

export const FORM_CALLBACK = 'order';

/** A catalog older than this says so in the form. */
const STALE_MS = 15 * MINUTE;

/** Room for a port, a code and a city. */
const BESIDE_MAX = 400;

export interface FormOptions {
  /** They and their Regions are offered only where there is a choice. */
  accounts: Accounts;
  /** The one that orders are for, once known, where there is no choice. */
  accountId: string | undefined;
  now: number;
}

/**
 * The order form. A field that depends on another carries its parent in the block_id, so that Slack drops the old
 * choice with the old parent and keeps everything that was typed elsewhere. A choice that doesn't fit is left out, says
 * why at its field, and is carried along until it fits again.
 */
export function form(state: FormState, catalog: RegionCatalog, options: FormOptions): ModalView {
  const { chosen, waiting, leftOut } = fitting(state, catalog);
  const { accounts } = options;
  const account = accountMeant(accounts, state.accountId);
  const several = accounts.length > 1 ? account : undefined;
  const prefix = several ? `${several.id}/` : '';
  const drawing = { region: state.region, prefix, drawn: state.drawn, chosen, leftOut, catalog };
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: plain('Order an interconnect', 24),
    submit: plain('Ask for approval', 24),
    close: plain('Cancel', 24),
    private_metadata: carry(
      { ...state, accountId: accounts.length > 1 ? state.accountId : undefined },
      { chosen, waiting },
    ),
    blocks: [
      ...(state.beside ? [plainSection(state.beside.text, BESIDE_MAX)] : []),
      ...catalogNotes(catalog, options, several?.id ?? options.accountId),
      ...accountBlock(state.accountId, accounts),
      ...regionBlock(state.region, account?.regions ?? [], several),
      locationBlock(drawing),
      bandwidthBlock(drawing),
      lagBlock(drawing),
      providerBlock(drawing),
      ...macsecBlock(drawing),
      textBlock('name', 'Name', state.name, {
        placeholder: 'dc2-core-01',
        hint: `At most ${NAME_MAX} characters. ${NAME_RULE}`,
      }),
      textBlock('reason', 'Reason', state.reason, {
        placeholder: 'What the port is for, and who pays for it',
        multiline: true,
        hint: `At most ${REASON_MAX} characters.`,
      }),
      textBlock('tags', 'Tags', state.tags, {
        placeholder: 'team=network\ncost-center=4711',
        multiline: true,
        optional: true,
        hint: 'One key=value a line.',
      }),
      beneficiaryBlock(state.beneficiary),
    ],
  };
}

function catalogNotes(
  catalog: RegionCatalog,
  { accounts, now }: FormOptions,
  accountId: string | undefined,
): KnownBlock[] {
  const label = labelOf(accounts, accountId ?? null);
  const notes: KnownBlock[] = [];
  if (accountId)
    notes.push(plainSection(`AWS account ${accountId}${label ? ` (${label})` : ''}, ${catalog.region}`));
  if (catalog.refusal) notes.push(plainSection(`${catalog.region}: ${catalog.refusal}`));
  else if (catalog.readAt === undefined) {
    notes.push(
      plainSection(`AWS has not told yet what ${catalog.region} offers. Open the form again in a minute.`),
    );
  } else if (now - catalog.readAt > STALE_MS) {
    notes.push(
      markup(`AWS has not answered since ${moment(catalog.readAt)}: locations and LAGs are as of then.`),
    );
  }
  return notes;
}

function beneficiaryBlock(beneficiary: string | undefined): InputBlock {
  return {
    type: 'input',
    block_id: 'beneficiary',
    label: plain('For a colleague', 200),
    optional: true,
    hint: plain('Whoever it is for may not approve it either. Choose yourself to take a choice back.', 200),
    element: {
      type: 'users_select',
      action_id: 'beneficiary',
      placeholder: plain('For nobody else', 150),
      ...(beneficiary ? { initial_user: beneficiary } : {}),
    },
  };
}

function textBlock(
  field: 'name' | 'reason' | 'tags',
  label: string,
  value: string,
  more: { placeholder: string; hint?: string; multiline?: boolean; optional?: boolean },
): InputBlock {
  return {
    type: 'input',
    block_id: field,
    label: plain(label, 200),
    optional: more.optional ?? false,
    ...(more.hint ? { hint: plain(more.hint, 200) } : {}),
    element: {
      type: 'plain_text_input',
      action_id: field,
      multiline: more.multiline ?? false,
      placeholder: plain(more.placeholder, 150),
      ...(value ? { initial_value: clip(value, LIMIT.typed) } : {}),
    },
  };
}
