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
  return options.filter(({ value = '' }) => value !== '' && codePoints(value) <= VALUE_MAX);
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

function matches(query: string, ...texts: string[]): boolean {
  const text = texts.join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Locations whose code or name has every word of the query in it; a code that starts with it comes first. */
export function locationOptions(catalog: RegionCatalog, query: string): PlainTextOption[] {
  if (catalog.refusal) return [option(catalog.refusal, NOTHING)];
  if (catalog.readAt === undefined)
    return [option('AWS has not answered yet. Try again in a minute.', NOTHING)];
  const start = query.trim().toLowerCase();
  const found = catalog.locations
    .filter(({ code, name }) => matches(start, code, name))
    .sort(
      (a, b) =>
        Number(b.code.toLowerCase().startsWith(start)) - Number(a.code.toLowerCase().startsWith(start)),
    );
  const options = carriable(found.map(locationOption));
  if (options.length > LIMIT.options) {
    const more = option(
      `${options.length - LIMIT.options + 1} more: type more of the name or code.`,
      NOTHING,
    );
    return [...options.slice(0, LIMIT.options - 1), more];
  }
  return orNothing(options, 'No location has that in its code or name.');
}

/** The LAGs that could take this port, best location match first. */
export function lagOptions(
  catalog: RegionCatalog,
  wanted: { location?: string; bandwidth?: string; macsec?: boolean },
  query: string,
): PlainTextOption[] {
  const { bandwidth, macsec = false, location } = wanted;
  const fitting = catalog.lags
    .filter((lag) => lagMisfit(lag, { location, bandwidth, macsec }) === undefined)
    .filter((lag) => matches(query, lag.lagId, lag.name, lag.location))
    .sort((a, b) => Number(b.location === location) - Number(a.location === location));
  return orNothing(
    fitting.map(lagOption),
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
  const found = place.providers.filter((provider) => matches(query, provider));
  return orNothing(
    found.map((provider) => option(provider, provider)),
    `No provider is listed at ${place.code}.`,
  );
}
