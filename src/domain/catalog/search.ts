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
  /** By Region: the words that its name doesn't bring. */
  const rests = new Map<string, readonly string[]>();
  for (const { entry, text } of textsOf(
    locationTexts,
    locations,
    (one) => `${one.code} ${one.name} ${stateOf(one.name)}`,
  )) {
    if (words.every((word) => text.includes(word))) {
      ranks[text.startsWith(start) ? 0 : 1].push(entry);
      continue;
    }
    const rest = rests.get(entry.region) ?? notInName(entry.region, words);
    if (!rests.has(entry.region)) rests.set(entry.region, rest);
    if (rest.length < words.length && rest.every((word) => text.includes(word))) ranks[2].push(entry);
  }
  return ranks.flat();
}

/** LAGs in whose ID, name or location every word of the query stands. */
export function searchLags(lags: readonly Lag[], query: string): Lag[] {
  const words = wordsOf(query);
  return textsOf(lagTexts, lags, ({ lagId, name, location }) => `${lagId} ${name} ${location}`)
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .map(({ entry }) => entry);
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

/** The words that are no beginning of one in a Region's code or name. */
function notInName(region: string, words: readonly string[]): string[] {
  const places = [region, ...folded(`${region} ${regionName(region)}`).split(/[^\p{L}\p{N}]+/u)];
  return words.filter((word) => word.length < PLACE_MIN || !places.some((place) => place.startsWith(word)));
}
