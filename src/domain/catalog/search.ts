import { folded } from '../text.ts';
import type { Lag, Location } from './catalog.ts';
import { regionName, stateOf } from './places.ts';

/** Shorter words would find a whole Region by a piece of its name. */
const PLACE_MIN = 3;

/** Entries with what they are found by, folded once for each list that AWS gave. */
const locationTexts = new WeakMap<readonly Location[], Found<Location>[]>();
const lagTexts = new WeakMap<readonly Lag[], Found<Lag>[]>();

interface Found<T> {
  entry: T;
  /** Folded. */
  text: string;
}

/**
 * Locations in whose code, name, state or Region every word of the query stands, whatever its case and accents. First
 * those whose code starts with it, then those that have all of it themselves, then those that only their Region's name
 * brings.
 */
export function searchLocations(locations: readonly Location[], query: string): Location[] {
  const words = wordsOf(query);
  const start = folded(query.trim());
  const ranks: [Location[], Location[], Location[]] = [[], [], []];
  const regions = new Map<string, readonly string[]>();
  for (const { entry, text } of textsOf(
    locationTexts,
    locations,
    (one) => `${one.code} ${one.name} ${stateOf(one.name)}`,
  )) {
    if (words.every((word) => text.includes(word))) {
      ranks[text.startsWith(start) ? 0 : 1].push(entry);
      continue;
    }
    const places = regions.get(entry.region) ?? placesOf(entry.region);
    regions.set(entry.region, places);
    if (words.every((word) => text.includes(word) || isPlace(places, word))) ranks[2].push(entry);
  }
  return ranks.flat();
}

/** LAGs in whose ID, name or location every word of the query stands. */
export function searchLags(lags: readonly Lag[], query: string): Lag[] {
  const words = wordsOf(query);
  return textsOf(lagTexts, lags, ({ lagId, name, location }) => `${lagId} ${name} ${location}`).flatMap(
    ({ entry, text }) => (words.every((word) => text.includes(word)) ? [entry] : []),
  );
}

/** Names in which every word of the query stands. */
export function searchNames(names: readonly string[], query: string): string[] {
  const words = wordsOf(query);
  return names.filter((name) => {
    const text = folded(name);
    return words.every((word) => text.includes(word));
  });
}

function textsOf<T>(
  known: WeakMap<readonly T[], Found<T>[]>,
  entries: readonly T[],
  textOf: (entry: T) => string,
): Found<T>[] {
  const before = known.get(entries);
  if (before) return before;
  const texts = entries.map((entry) => ({ entry, text: folded(textOf(entry)) }));
  known.set(entries, texts);
  return texts;
}

function wordsOf(query: string): string[] {
  return folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** The words of a Region's code and name. */
function placesOf(region: string): string[] {
  return [region, ...folded(`${region} ${regionName(region)}`).split(/[^\p{L}\p{N}]+/u)];
}

function isPlace(places: readonly string[], word: string): boolean {
  return word.length >= PLACE_MIN && places.some((place) => place.startsWith(word));
}
