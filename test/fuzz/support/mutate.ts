/** Numbers from 0 to 1. */
export type Random = () => number;

const HUGE = 'a'.repeat(20_000);

/** One of these. */
export function oneOf<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
}

/** The same JSON with one to three of its members dropped or replaced by something else. */
export function mutated(random: Random, original: unknown): unknown {
  const copy: unknown = structuredClone(original);
  const times = 1 + Math.floor(random() * 3);
  for (let time = 0; time < times; time += 1) {
    const places = placesIn(copy);
    if (places.length > 0) spoil(random, oneOf(random, places));
  }
  return copy;
}

/** Text that was JSON: cut, or with a few characters changed. */
export function corrupted(random: Random, json: string): string {
  if (random() < 0.5) return json.slice(0, Math.floor(random() * json.length));
  const at = Math.floor(random() * json.length);
  return (
    json.slice(0, at) +
    oneOf(random, ['"', '{', ']', ',', '\u0000', '\ud800', '\\', '1']) +
    json.slice(at + 1)
  );
}

/** JSON that is no object, and JSON that is deep. */
export function strange(random: Random): string {
  return oneOf(random, [
    'null',
    'true',
    '5',
    '""',
    '[]',
    '[null]',
    '{}',
    '',
    ' ',
    '{"type":null}',
    deep(5_000),
  ]);
}

type Place = { within: Record<string, unknown>; key: string } | { within: unknown[]; key: number };

/** Every member and item of it, however deep. */
function placesIn(value: unknown): Place[] {
  if (Array.isArray(value))
    return value.flatMap((item, key) => [{ within: value as unknown[], key }, ...placesIn(item)]);
  if (typeof value !== 'object' || value === null) return [];
  const within = value as Record<string, unknown>;
  return Object.entries(within).flatMap(([key, member]) => [{ within, key }, ...placesIn(member)]);
}

function spoil(random: Random, { within, key }: Place): void {
  if (random() < 0.25) {
    if (Array.isArray(within)) within.splice(Number(key), 1);
    else delete within[key];
    return;
  }
  const nested: unknown = JSON.parse(deep(100));
  const other = oneOf<unknown>(random, [
    null,
    0,
    -1,
    1e300,
    true,
    '',
    HUGE,
    '\u0000',
    '\u202e',
    [],
    {},
    [null],
    nested,
  ]);
  Object.assign(within, { [key]: other });
}

function deep(levels: number): string {
  return `${'{"a":['.repeat(levels)}${']}'.repeat(levels)}`;
}
