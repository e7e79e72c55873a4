import { CRITERIA, type Match, type WrittenRule } from './rule-set.ts';

/** More kinds of orders than these are not gone through: then only a single earlier rule that takes all is found. */
const KINDS_MOST = 20_000;

const DIMENSIONS = [...CRITERIA, 'requester'] as const;
type Dimension = (typeof DIMENSIONS)[number];

/** What one kind of orders has of each; undefined stands for whatever no rule names. */
type Kind = Partial<Record<Dimension, string | boolean | undefined>>;

/** A rule that can never be chosen, and the earlier ones that take all that it would; undefined where each can be. */
export function neverChosen<R extends Pick<WrittenRule, 'match'>>(
  rules: readonly R[],
): { rule: R; by: R[] } | undefined {
  for (const [index, rule] of rules.entries()) {
    const by = takersOf(rule.match, rules.slice(0, index));
    if (by) return { rule, by };
  }
  return undefined;
}

/** Rules that together take all that a later one would; undefined where they leave something, or nobody knows. */
function takersOf<R extends Pick<WrittenRule, 'match'>>(
  later: Match,
  earlier: readonly R[],
): R[] | undefined {
  const one = earlier.find(({ match }) => takesAllOf(match, later));
  if (one) return [one];
  const values = DIMENSIONS.map((dimension) => valuesOf(dimension, later, earlier));
  if (values.reduce((product, { length }) => product * length, 1) > KINDS_MOST) return undefined;
  const takers = new Set<R>();
  for (const kind of kindsOf(values)) {
    const taker = earlier.find(({ match }) => takesKind(match, kind));
    if (!taker) return undefined;
    takers.add(taker);
  }
  return earlier.filter((rule) => takers.has(rule));
}

/** Groups are compared by ID: who is in them changes. */
function wantedOf(dimension: Dimension, match: Match): readonly string[] | boolean | undefined {
  return dimension === 'requester' ? match.requester?.map(({ id }) => id) : match[dimension];
}

function takesAllOf(earlier: Match, later: Match): boolean {
  return DIMENSIONS.every((dimension) => {
    const [wanted, given] = [wantedOf(dimension, earlier), wantedOf(dimension, later)];
    if (wanted === undefined) return true;
    if (typeof wanted === 'boolean') return wanted === given;
    return Array.isArray(given) && given.every((value) => wanted.includes(value));
  });
}

/** What orders that a rule takes may have there, as far as the rules before it tell that apart. */
function valuesOf(
  dimension: Dimension,
  later: Match,
  earlier: readonly Pick<WrittenRule, 'match'>[],
): readonly (string | boolean | undefined)[] {
  const wanted = wantedOf(dimension, later);
  if (typeof wanted === 'boolean') return [wanted];
  if (wanted !== undefined) return wanted;
  if (dimension === 'lag' || dimension === 'macsec') return [true, false];
  // Whatever takes an order of somebody whom no rule names takes it of everybody.
  if (dimension === 'requester') return [undefined];
  const named = earlier.flatMap(({ match }) => match[dimension] ?? []);
  return [undefined, ...new Set(named)];
}

function* kindsOf(values: readonly (readonly Kind[Dimension][])[], from = 0): Generator<Kind> {
  const dimension = DIMENSIONS[from];
  if (dimension === undefined) {
    yield {};
    return;
  }
  for (const value of values[from] ?? [])
    for (const rest of kindsOf(values, from + 1)) yield { ...rest, [dimension]: value };
}

function takesKind(match: Match, kind: Kind): boolean {
  return DIMENSIONS.every((dimension) => {
    const wanted = wantedOf(dimension, match);
    const given = kind[dimension];
    if (wanted === undefined) return true;
    return typeof wanted === 'boolean'
      ? wanted === given
      : typeof given === 'string' && wanted.includes(given);
  });
}
