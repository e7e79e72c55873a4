import { expect } from 'vitest';
import { widthOf } from '../../bench/plots/svg.ts';

/** The words of a picture that stand over others, in pairs. */
export function overlaps(svg: string): string[] {
  const words = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"([^>]*)>([^<]*)</g)].map(
    ([, x, y, more = '', said = '']) => {
      const width = widthOf(said);
      const shift = more.includes('middle') ? width / 2 : more.includes('end') ? width : 0;
      return { said, y: Number(y), from: Number(x) - shift, to: Number(x) - shift + width };
    },
  );
  expect(words.length).toBeGreaterThan(5);
  return words.flatMap((one, index) =>
    words
      .slice(index + 1)
      .filter((other) => Math.abs(one.y - other.y) < 10 && one.from < other.to && other.from < one.to)
      .map((other) => `${one.said} / ${other.said}`),
  );
}
