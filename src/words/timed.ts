import { utc, utcDay } from './time.ts';

/**
 * Words with moments, days and people in them: each reader is shown a moment, or its day alone, in their own zone, and the
 * person's mention.
 */
export type Timed = (string | { at: number } | { day: number } | { user: string })[];

/** Words from a template whose values may be moments, people and other such words. */
export function timed(
  texts: TemplateStringsArray,
  ...values: (string | number | Timed[number] | Timed)[]
): Timed {
  return joined(texts.flatMap((text, index) => [[text], ...values.slice(index, index + 1)].flatMap(toTimed)));
}

/** Several of them, a line each. */
export function timedLines(lines: readonly Timed[]): Timed {
  return joined(lines.flatMap((line, index) => (index === 0 ? line : ['\n', ...line])));
}

/** The same where no reader is known: times in UTC, people by their ID. */
export function timedText(words: Timed): string {
  return words
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('day' in part) return utcDay(part.day);
      return 'at' in part ? utc(part.at) : `(${part.user})`;
    })
    .join('');
}

function toTimed(value: string | number | Timed[number] | Timed): Timed {
  if (Array.isArray(value)) return value;
  return [typeof value === 'number' ? String(value) : value];
}

/** Neighbouring texts as one, and none that is empty. */
function joined(parts: Timed): Timed {
  const whole: Timed = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (typeof part !== 'string' || typeof last !== 'string') whole.push(part);
    else whole[whole.length - 1] = `${last}${part}`;
  }
  return whole.filter((part) => part !== '');
}
