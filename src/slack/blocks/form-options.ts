import type { PlainTextOption } from '@slack/types';
import {
  findLocation,
  type Lag,
  type Location,
  lagFill,
  lagMisfit,
  type RegionCatalog,
} from '../../domain/catalog/catalog.ts';
import { codePoints } from '../../domain/text.ts';
import { LIMIT, plain } from './blocks.ts';
import { NOTHING } from './form-state.ts';

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

export function locationOption(location: Location): PlainTextOption {
  return option(`${location.code} · ${location.name}`, location.code);
}

export function lagOption(lag: Lag): PlainTextOption {
  return option(`${lag.lagId} · ${lag.bandwidth} · ${lagFill(lag)} · ${lag.location} ${lag.name}`, lag.lagId);
}

/** Never an empty list, on which Slack would hang: one option that says why there is nothing. */
function orNothing(options: PlainTextOption[], why: string): PlainTextOption[] {
  const offered = carriable(options);
  return offered.length > 0 ? offered.slice(0, LIMIT.options) : [option(why, NOTHING)];
}

/** Whether all words of a query stand in what an entry is called by. */
function matcher(query: string): (...texts: string[]) => boolean {
  const words = query.toLowerCase().split(/\s+/);
  return (...texts) => {
    const text = texts.join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** The same entries, those that are `first` before the others. */
function ranked<T>(entries: readonly T[], first: (entry: T) => boolean): T[] {
  return [...entries.filter(first), ...entries.filter((entry) => !first(entry))];
}

/** Locations whose code or name has every word of the query in it; a code that starts with it comes first. */
export function locationOptions(catalog: RegionCatalog, query: string): PlainTextOption[] {
  if (catalog.refusal) return [option(catalog.refusal, NOTHING)];
  if (catalog.readAt === undefined)
    return [option('AWS has not answered yet. Try again in a minute.', NOTHING)];
  const start = query.trim().toLowerCase();
  const matches = matcher(start);
  const found = catalog.locations.filter(({ code, name }) => isCarriable(code) && matches(code, name));
  const locations = ranked(found, ({ code }) => code.toLowerCase().startsWith(start));
  // There may be thousands: only what is shown is made into options.
  if (locations.length > LIMIT.options) {
    const shown = locations.slice(0, LIMIT.options - 1);
    const more = option(`${locations.length - shown.length} more: type more of the name or code.`, NOTHING);
    return [...shown.map(locationOption), more];
  }
  return orNothing(locations.map(locationOption), 'No location has that in its code or name.');
}

/** The LAGs that could take this port, best location match first. */
export function lagOptions(
  catalog: RegionCatalog,
  wanted: { location?: string; bandwidth?: string; macsec?: boolean },
  query: string,
): PlainTextOption[] {
  const { bandwidth, macsec = false, location } = wanted;
  const matches = matcher(query);
  const fitting = catalog.lags.filter(
    (lag) =>
      isCarriable(lag.lagId) &&
      matches(lag.lagId, lag.name, lag.location) &&
      lagMisfit(lag, { location, bandwidth, macsec }) === undefined,
  );
  const lags = ranked(fitting, (lag) => lag.location === location);
  return orNothing(
    lags.slice(0, LIMIT.options).map(lagOption),
    'No LAG fits: same bandwidth and MACsec, links free, hosting allowed.',
  );
}

export function providerOptions(
  catalog: RegionCatalog,
  location: string | undefined,
  query: string,
): PlainTextOption[] {
  const place = location === undefined ? undefined : findLocation(catalog, location);
  if (!place) return [option('Choose a location first.', NOTHING)];
  const matches = matcher(query);
  const found = place.providers.filter((provider) => matches(provider));
  return orNothing(
    found.map((provider) => option(provider, provider)),
    `No provider is listed at ${place.code}.`,
  );
}
