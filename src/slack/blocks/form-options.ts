import type { PlainTextElement, PlainTextOption } from '@slack/types';
import type { Account } from '../../domain/account.ts';
import {
  findLocation,
  isGone,
  type Lag,
  type Location,
  lagFill,
  lagMisfit,
  mayBeSameSite,
  type RegionCatalog,
} from '../../domain/catalog/catalog.ts';
import { searchLags, searchLocations, searchNames } from '../../domain/catalog/search.ts';
import { codePoints } from '../../domain/text.ts';
import { LIMIT, plain } from './blocks.ts';
import { NONE, NOTHING } from './form-state.ts';

/** Far above AWS's codes and IDs, far below Slack's limits of option values and of the block_ids that carry them. */
const VALUE_MAX = 100;

export function option(text: string, value: string): PlainTextOption {
  return { text: plain(text, LIMIT.optionText), value };
}

/** Without the options that Slack can't carry, each of which would lose the whole list. */
export function carriable(options: readonly PlainTextOption[]): PlainTextOption[] {
  return options.filter(({ value = '' }) => isCarriable(value));
}

function isCarriable(value: string): boolean {
  return value !== '' && codePoints(value) <= VALUE_MAX;
}

export function accountOption({ id, label }: Account): PlainTextOption {
  const text = [label, id].filter((part) => part !== undefined).join(' · ');
  return option(text, id ?? '');
}

export function locationOption(location: Location): PlainTextOption {
  return option(`${location.code} · ${location.name}`, location.code);
}

/** `why`: the reason why it can't take the port. */
export function lagOption(lag: Lag, why?: string): PlainTextOption {
  const text = `${lag.lagId} · ${lag.bandwidth} · ${lagFill(lag)} · ${lag.location} ${lag.name}`;
  return {
    ...option(text, lag.lagId),
    ...(why === undefined ? {} : { description: plain(why, LIMIT.optionText) }),
  };
}

/** Never an empty list, on which Slack would hang: one option that says why there is nothing. */
function orNothing(options: PlainTextOption[], why: string): PlainTextOption[] {
  const offered = carriable(options);
  return offered.length > 0 ? offered.slice(0, LIMIT.options) : [option(why, NOTHING)];
}

/** What a type-ahead is answered: never an empty list. */
export type OptionList = { options: PlainTextOption[] } | { option_groups: OptionGroup[] };

interface OptionGroup {
  label: PlainTextElement;
  options: PlainTextOption[];
}

/** Locations that the query finds; where there are none, in which of the `others` there are. */
export function locationOptions(
  catalog: RegionCatalog,
  query: string,
  others: readonly RegionCatalog[] = [],
): PlainTextOption[] {
  if (catalog.refusal) return [option(catalog.refusal, NOTHING)];
  if (catalog.readAt === undefined)
    return [option('AWS has not answered yet. Try again in a minute.', NOTHING)];
  const locations = searchLocations(catalog.locations, query).filter(({ code }) => isCarriable(code));
  // There may be thousands: only what is shown is made into options.
  if (locations.length > LIMIT.options) {
    const shown = locations.slice(0, LIMIT.options - 1);
    const more = option(`${locations.length - shown.length} more: type more of the name or code.`, NOTHING);
    return [...shown.map(locationOption), more];
  }
  return orNothing(locations.map(locationOption), notFound(query, others));
}

function notFound(query: string, others: readonly RegionCatalog[]): string {
  const regions = others.filter(({ locations }) => searchLocations(locations, query).length > 0);
  return regions.length === 0
    ? 'No location has that in its code, name or state.'
    : `Choose another Region first: ${regions.map(({ region }) => region).join(', ')}.`;
}

/** What comes first, so that a choice can be taken back. */
const NO_LAG = option('Not in a LAG', NONE);
const NO_PROVIDER = option('No provider', NONE);

/** The LAGs that could take this port, and apart from them the others, each with the reason. */
export function lagOptions(
  catalog: RegionCatalog,
  wanted: { location?: string | undefined; bandwidth?: string | undefined; macsec?: boolean | undefined },
  query: string,
): OptionList {
  const { bandwidth, macsec = false, location } = wanted;
  const [fit, alias, misfit, elsewhere]: [Judged[], Judged[], Judged[], Judged[]] = [[], [], [], []];
  for (const lag of searchLags(catalog.lags, query)) {
    if (isGone(lag) || !isCarriable(lag.lagId)) continue;
    const isHere = location === undefined || mayBeSameSite(lag.location, location);
    // There may be thousands, of which no more are shown: nothing is said of the others.
    if (!isHere && elsewhere.length >= LIMIT.options) continue;
    const why = lagMisfit(lag, { location, bandwidth, macsec });
    const fits = lag.location === location ? fit : alias;
    (why === undefined ? fits : isHere ? misfit : elsewhere).push({ lag, why });
  }
  const here = location === undefined ? 'At any site' : `At ${location}`;
  const groups = withinLimit([
    [here, [...fit, ...alias]],
    [`${here}, but not for this port`, misfit],
    ['At other sites', elsewhere],
  ]);
  const none = query.trim() === '' ? 'There is no LAG.' : 'No LAG has that in its ID, name or location.';
  return {
    option_groups: [
      group('No LAG', [NO_LAG]),
      ...(groups.length > 0 ? groups : [group('LAGs', [option(none, NOTHING)])]),
    ],
  };
}

interface Judged {
  lag: Lag;
  why: string | undefined;
}

/** Groups that aren't empty, of so many options in all as a list without groups may have. */
function withinLimit(groups: readonly (readonly [string, readonly Judged[]])[]): OptionGroup[] {
  let room = LIMIT.options - 1;
  return groups.flatMap(([label, lags]) => {
    const shown = lags.slice(0, room);
    room -= shown.length;
    // There may be thousands: only what is shown is made into options.
    return shown.length > 0
      ? [
          group(
            label,
            shown.map(({ lag, why }) => lagOption(lag, why)),
          ),
        ]
      : [];
  });
}

function group(label: string, options: PlainTextOption[]): OptionGroup {
  return { label: plain(label, LIMIT.optionText), options };
}

export function providerOptions(
  catalog: RegionCatalog,
  location: string | undefined,
  query: string,
): PlainTextOption[] {
  const place = location === undefined ? undefined : findLocation(catalog, location);
  if (!place)
    return [NO_PROVIDER, option('Choose a location first; if you have, choose it once more.', NOTHING)];
  const found = searchNames(place.providers, query).map((provider) => option(provider, provider));
  const none =
    place.providers.length === 0
      ? `No provider is listed at ${place.code}.`
      : `No provider at ${place.code} has that in its name.`;
  return [NO_PROVIDER, ...orNothing(found, none).slice(0, LIMIT.options - 1)];
}
