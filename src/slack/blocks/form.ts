import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { findLocation, lagMisfit, offersMacsec, type RegionCatalog } from '../../domain/catalog/catalog.ts';
import { NAME_MAX, NAME_RULE, REASON_MAX } from '../../domain/request/order.ts';
import { sortedSpeeds } from '../../domain/speed.ts';
import { clip } from '../../domain/text.ts';
import { MINUTE } from '../../domain/time.ts';
import { LIMIT, markup, moment, plain, plainSection } from './blocks.ts';
import { carriable, lagOption, locationOption, option } from './form-options.ts';
import { carry, type FormState } from './form-state.ts';

export const FORM_CALLBACK = 'order';

/** A catalog older than this says so in the form. */
const STALE_MS = 15 * MINUTE;

export interface FormOptions {
  /** Offered only where there is a choice. */
  regions: readonly string[];
  accountId: string | undefined;
  now: number;
}

/**
 * The order form. A field that depends on another carries its parent in the block_id, so that Slack drops the old
 * choice with the old parent and keeps everything that was typed elsewhere.
 */
export function form(state: FormState, catalog: RegionCatalog, options: FormOptions): ModalView {
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: plain('Order an interconnect', 24),
    submit: plain('Ask for approval', 24),
    close: plain('Cancel', 24),
    private_metadata: carry(state),
    blocks: [
      ...catalogNotes(catalog, options),
      ...regionBlock(state, options.regions),
      locationBlock(state, catalog),
      bandwidthBlock(state, catalog),
      lagBlock(state, catalog),
      providerBlock(state, catalog),
      ...macsecBlock(state, catalog),
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
    ],
  };
}

function catalogNotes(catalog: RegionCatalog, { accountId, now }: FormOptions): KnownBlock[] {
  const notes: KnownBlock[] = [];
  if (accountId) notes.push(plainSection(`AWS account ${accountId}, ${catalog.region}`));
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

function regionBlock(state: FormState, regions: readonly string[]): InputBlock[] {
  // A request again may be for a Region that is no longer offered: then there is something to choose after all.
  if (regions.length < 2 && regions.includes(state.region)) return [];
  const all = regions.map((region) => option(region, region));
  const chosen = all.find(({ value }) => value === state.region);
  return [
    {
      type: 'input',
      block_id: 'region',
      label: plain('Region', 200),
      dispatch_action: true,
      element: {
        type: 'static_select',
        action_id: 'region',
        options: all,
        ...(chosen ? { initial_option: chosen } : {}),
      },
    },
  ];
}

function locationBlock(state: FormState, catalog: RegionCatalog): InputBlock {
  const location = state.location === undefined ? undefined : findLocation(catalog, state.location);
  return {
    type: 'input',
    block_id: `location:${state.region}`,
    label: plain('Location', 200),
    dispatch_action: true,
    element: {
      type: 'external_select',
      action_id: 'location',
      min_query_length: 0,
      placeholder: plain('Type a code or a city', 150),
      ...(location ? { initial_option: locationOption(location) } : {}),
    },
  };
}

function bandwidthBlock(state: FormState, catalog: RegionCatalog): InputBlock {
  const location = state.location === undefined ? undefined : findLocation(catalog, state.location);
  const offered = location?.speeds ?? sortedSpeeds(catalog.locations.flatMap(({ speeds }) => speeds));
  const known = carriable(offered.map((speed) => option(speed, speed))).slice(0, LIMIT.options);
  const speeds =
    known.length > 0 ? known : ['1Gbps', '10Gbps', '100Gbps'].map((speed) => option(speed, speed));
  const kept = speeds.find(({ value }) => value === state.bandwidth);
  return {
    type: 'input',
    block_id: `bandwidth:${state.location ?? state.region}`,
    label: plain('Bandwidth', 200),
    dispatch_action: true,
    element: {
      type: 'static_select',
      action_id: 'bandwidth',
      placeholder: plain(location ? `What ${location.code} offers` : 'Choose a bandwidth', 150),
      options: speeds,
      ...(kept ? { initial_option: kept } : {}),
    },
  };
}

function lagBlock(state: FormState, catalog: RegionCatalog): InputBlock {
  const { location, bandwidth, macsec } = state;
  const lag = catalog.lags.find(({ lagId }) => lagId === state.lagId);
  const fits = lag && lagMisfit(lag, { location, bandwidth, macsec }) === undefined;
  const parents = `${location ?? state.region}:${bandwidth ?? ''}:${macsec ? 'macsec' : ''}`;
  return externalBlock('lag', 'LAG', parents, 'Not in a LAG', fits ? lagOption(lag) : undefined);
}

function providerBlock(state: FormState, catalog: RegionCatalog): InputBlock {
  const location = state.location === undefined ? undefined : findLocation(catalog, state.location);
  const kept = location?.providers.find((provider) => provider === state.providerName);
  const chosen = kept === undefined ? undefined : option(kept, kept);
  return externalBlock('provider', 'Provider', state.location ?? state.region, 'No provider', chosen);
}

function externalBlock(
  field: 'lag' | 'provider',
  label: string,
  parents: string,
  placeholder: string,
  chosen: PlainTextOption | undefined,
): InputBlock {
  return {
    type: 'input',
    block_id: `${field}:${parents}`,
    label: plain(label, 200),
    optional: true,
    element: {
      type: 'external_select',
      action_id: field,
      min_query_length: 0,
      placeholder: plain(placeholder, 150),
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}

function macsecBlock(state: FormState, catalog: RegionCatalog): InputBlock[] {
  const location = state.location === undefined ? undefined : findLocation(catalog, state.location);
  if (!offersMacsec(location, state.bandwidth)) return [];
  const ask = option('Ask for a MACsec capable port', 'macsec');
  return [
    {
      type: 'input',
      block_id: `macsec:${state.location}:${state.bandwidth}`,
      label: plain('MACsec', 200),
      hint: plain("It can't be added to an order later.", 200),
      optional: true,
      dispatch_action: true,
      element: {
        type: 'checkboxes',
        action_id: 'macsec',
        options: [ask],
        ...(state.macsec ? { initial_options: [ask] } : {}),
      },
    },
  ];
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
