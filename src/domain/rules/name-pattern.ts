import { NAME_MAX } from '../request/order.ts';
import { codePoints } from '../text.ts';

/** So many ways to match are tried in a tenth of a second, or, where each goes wrong at its end alone, in some. */
const WAYS_MOST = 8 * NAME_MAX ** 3;
const TOKEN =
  /\\[pPuxk][{<][^}>]*[}>]|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

/** Why a text is no pattern for names, or one that a long name could keep busy for ever; undefined where it may be one. */
export function patternProblem(source: string): string | undefined {
  try {
    new RegExp(source, 'u');
  } catch {
    return 'is not a regular expression';
  }
  return waysToMatch(source) > WAYS_MOST
    ? 'could take too long to match: bound what repeats, like [0-9]{1,4}, and repeat nothing that repeats'
    : undefined;
}

/** Whether a name is what a pattern asks for; the pattern was checked. None is that is longer than names may be. */
export function isOfPattern(source: string, name: string): boolean {
  // The form takes far longer texts, and everybody else would wait for them.
  return codePoints(name) <= NAME_MAX && new RegExp(source, 'u').test(name);
}

/** The ways of some alternatives that are over, of the one under way, and of the last thing in it. */
interface Part {
  before: number;
  ways: number;
  last: number;
}

/** At least as many as there are ways in which a backtracking matcher could try the longest name. */
function waysToMatch(source: string): number {
  const outer: Part[] = [];
  let part: Part = { before: 0, ways: 1, last: 1 };
  const next = (last: number) => {
    part = { ...part, ways: part.ways * part.last, last };
  };
  for (const [token] of source.matchAll(TOKEN)) {
    if (token.startsWith('(')) {
      outer.push(part);
      part = { before: 0, ways: 1, last: 1 };
    } else if (token === ')') {
      const group = total(part);
      part = outer.pop() ?? part;
      next(group);
    } else if (token === '|') part = { before: total(part), ways: 1, last: 1 };
    else if (/^(?:[*+?]|\{\d)/.test(token)) part.last = repeated(part.last, token);
    else next(1);
  }
  const isAnchored = source.startsWith('^') && part.before === 0;
  return total(part) * (isAnchored ? 1 : NAME_MAX);
}

function total({ before, ways, last }: Part): number {
  return before + ways * last;
}

function repeated(ways: number, quantifier: string): number {
  const [from, to] = timesOf(quantifier);
  // Each round of what can match in several ways is gone through anew.
  return (to - from + 1) * ways ** to * (ways > 1 ? Math.max(to, 1) : 1);
}

function timesOf(quantifier: string): [number, number] {
  if (quantifier.startsWith('?')) return [0, 1];
  const [, from = '0', more, to] = /^\{(\d+)(,)?(\d*)\}/.exec(quantifier) ?? ['', '0', ',', ''];
  return [Number(from), more ? Math.max(Number(to || NAME_MAX), Number(from)) : Number(from)];
}
