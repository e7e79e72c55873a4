import type {
  ContextBlock,
  ExternalSelect,
  InputBlock,
  PlainTextElement,
  PlainTextOption,
} from '@slack/types';
import { type Account, type Accounts, accountMeant } from '../../domain/account.ts';
import {
  findLocation,
  type Location,
  offersMacsec,
  type RegionCatalog,
} from '../../domain/catalog/catalog.ts';
import { type Choices, type LeftOut, offeredSpeeds } from '../../domain/catalog/fitting.ts';
import { LIMIT, plain, plainContext } from './blocks.ts';
import { accountOption, carriable, lagOption, locationOption, option } from './form-options.ts';

/** What there is to choose from where AWS hasn't told yet. */
const USUAL_SPEEDS = ['1Gbps', '10Gbps', '100Gbps'];

/** Far more than any reason needs; a name in it may be long. */
const HINT = 500;

/** What the form's choices are drawn from. */
export interface Drawing {
  region: string;
  /** What stands before it in block_ids, so that those of another account are others; nothing where there is only one. */
  prefix: string;
  /** How often the form was drawn before. */
  drawn: number;
  /** What fits together. */
  chosen: Choices;
  /** What doesn't, and why. */
  leftOut: readonly LeftOut[];
  catalog: RegionCatalog;
}

/** Asked only where there is a choice. */
export function accountBlock(accountId: string | undefined, accounts: Accounts): InputBlock[] {
  if (accounts.length < 2) return [];
  const chosen = accountMeant(accounts, accountId);
  return [
    {
      type: 'input',
      block_id: 'account',
      label: plain('Account', 200),
      dispatch_action: true,
      element: {
        type: 'static_select',
        action_id: 'account',
        placeholder: plain('Choose an account', 150),
        options: accounts.map(accountOption),
        ...(chosen ? { initial_option: accountOption(chosen) } : {}),
      },
    },
  ];
}

/** Asked only where there is a choice; `account`: the one that was chosen, where there are several. */
export function regionBlock(
  region: string,
  regions: readonly string[],
  account?: Pick<Account, 'id'>,
): InputBlock[] {
  if (regions.length === 0) return [];
  // A request again may be for a Region that is no longer offered: then there is something to choose after all.
  if (regions.length < 2 && regions.includes(region)) return [];
  const all = regions.map((one) => option(one, one));
  const chosen = all.find(({ value }) => value === region);
  return [
    {
      type: 'input',
      // Slack keeps what is chosen under a block_id.
      block_id: account ? `region:${account.id}` : 'region',
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

export function locationBlock(drawing: Drawing): InputBlock {
  const location = siteOf(drawing);
  return {
    type: 'input',
    ...idAndHint(drawing, 'location', `${drawing.prefix}${drawing.region}`),
    label: plain('Location', 200),
    dispatch_action: true,
    element: {
      type: 'external_select',
      action_id: 'location',
      min_query_length: 0,
      placeholder: plain('Type a code, a city or a state', 150),
      ...(location ? { initial_option: locationOption(location) } : {}),
    },
  };
}

export function bandwidthBlock(drawing: Drawing): InputBlock {
  const location = siteOf(drawing);
  const offered = offeredSpeeds(location, drawing.catalog).map((speed) => option(speed, speed));
  const known = carriable(offered).slice(0, LIMIT.options);
  const speeds = known.length > 0 ? known : USUAL_SPEEDS.map((speed) => option(speed, speed));
  const kept = speeds.find(({ value }) => value === drawing.chosen.bandwidth);
  return {
    type: 'input',
    ...idAndHint(drawing, 'bandwidth', siteOrRegion(drawing)),
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

/** Told at once: one that doesn't fit can be chosen, to learn why. */
export function lagBlock(drawing: Drawing): InputBlock {
  const { bandwidth, macsec, lagId } = drawing.chosen;
  const lag = drawing.catalog.lags.find((one) => one.lagId === lagId);
  const parents = `${siteOrRegion(drawing)}:${bandwidth ?? ''}:${macsec ? 'macsec' : ''}`;
  return {
    type: 'input',
    ...idAndHint(drawing, 'lag', parents),
    label: plain('LAG', 200),
    optional: true,
    dispatch_action: true,
    element: externalSelect('lag', 'Not in a LAG', lag && lagOption(lag)),
  };
}

export function providerBlock(drawing: Drawing): InputBlock {
  const { providerName } = drawing.chosen;
  return {
    type: 'input',
    ...idAndHint(drawing, 'provider', siteOrRegion(drawing)),
    label: plain('Provider', 200),
    optional: true,
    // Whatever is chosen instead of what was left out takes the reason away.
    dispatch_action: whyLeftOut(drawing, 'provider') !== undefined,
    element: externalSelect(
      'provider',
      'No provider',
      providerName === undefined ? undefined : option(providerName, providerName),
    ),
  };
}

function externalSelect(
  action_id: string,
  placeholder: string,
  chosen: PlainTextOption | undefined,
): ExternalSelect {
  return {
    type: 'external_select',
    action_id,
    min_query_length: 0,
    placeholder: plain(placeholder, 150),
    ...(chosen ? { initial_option: chosen } : {}),
  };
}

/** Asked only where it is offered; where it was asked for and no longer is, that is said in its place. */
export function macsecBlock(drawing: Drawing): (InputBlock | ContextBlock)[] {
  const { location, bandwidth, macsec } = drawing.chosen;
  if (!offersMacsec(siteOf(drawing), bandwidth)) {
    const why = whyLeftOut(drawing, 'macsec');
    return why === undefined ? [] : [plainContext(why)];
  }
  const ask = option('Ask for a MACsec capable port', 'macsec');
  return [
    {
      type: 'input',
      block_id: `macsec:${location}:${bandwidth}`,
      label: plain('MACsec', 200),
      hint: plain("It can't be added to an order later.", 200),
      optional: true,
      dispatch_action: true,
      element: {
        type: 'checkboxes',
        action_id: 'macsec',
        options: [ask],
        ...(macsec ? { initial_options: [ask] } : {}),
      },
    },
  ];
}

function siteOf({ chosen: { location }, catalog }: Drawing): Location | undefined {
  return location === undefined ? undefined : findLocation(catalog, location);
}

function siteOrRegion({ chosen, prefix, region }: Drawing): string {
  return `${prefix}${chosen.location ?? region}`;
}

/**
 * The block_id of a choice with what it rests on, and why there is none any more. Slack keeps what is shown under a
 * block_id: a field that drops its choice needs one that it never had.
 */
function idAndHint(
  drawing: Drawing,
  field: LeftOut['field'],
  parents: string,
): { block_id: string; hint?: PlainTextElement } {
  const why = whyLeftOut(drawing, field);
  return why === undefined
    ? { block_id: `${field}:${parents}` }
    : { block_id: `${field}:${parents}:${drawing.drawn}`, hint: plain(why, HINT) };
}

function whyLeftOut({ leftOut }: Drawing, field: LeftOut['field']): string | undefined {
  const left = leftOut.find((one) => one.field === field);
  return left && `Left out: ${left.why} It comes back when it fits.`;
}
