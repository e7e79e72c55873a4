/** Some of a drawing, and when it is to be seen. */
export interface Act {
  parts: readonly string[];
  /** Seconds from the film's begin; it stays until `to`, or to the end. */
  from: number;
  to?: number;
  /** Where it has got to, and when, from where it is drawn; between two places it goes straight. */
  way?: readonly { at: number; x: number; y: number }[];
}

const FADE_S = 0.25;

/**
 * A film that begins anew after so many seconds, as parts of a drawing and their style. Whoever wants less motion, or
 * whose viewer moves nothing, sees its last frame.
 */
export function film(seconds: number, acts: readonly Act[]): { parts: string[]; style: string } {
  const percent = (at: number) => `${Math.round((1000 * 100 * at) / seconds) / 1000}%`;
  const opacity = ({ from, to }: Act): string[] => [
    ...(from > 0 ? [`0%, ${percent(from)} { opacity: 0 }`] : []),
    `${percent(from > 0 ? from + FADE_S : 0)}, ${percent(to ?? seconds)} { opacity: 1 }`,
    ...(to === undefined ? [] : [`${percent(to + FADE_S)}, 100% { opacity: 0 }`]),
  ];
  const moves = (way: NonNullable<Act['way']>): string[] =>
    way.map(({ at, x, y }, index) => {
      const times = [...(index === 0 ? [0] : []), at, ...(index === way.length - 1 ? [seconds] : [])];
      return `${[...new Set(times)].map(percent).join(', ')} { transform: translate(${x}px, ${y}px) }`;
    });
  const still = acts.map(({ to }, index) => (to === undefined ? '' : `  .act${index} { opacity: 0 }\n`));
  const moving = acts.map((act, index) => {
    const names = [`seen${index}`, ...(act.way ? [`way${index}`] : [])];
    return [
      `    .act${index} { animation: ${names.map((name) => `${name} ${seconds}s infinite`).join(', ')} }`,
      `    @keyframes seen${index} { ${opacity(act).join(' ')} }`,
      ...(act.way ? [`    @keyframes way${index} { ${moves(act.way).join(' ')} }`] : []),
    ].join('\n');
  });
  return {
    parts: acts.map(({ parts }, index) => `<g class="act${index}">\n${parts.join('\n')}\n</g>`),
    style: `\n${still.join('')}  @media (prefers-reduced-motion: no-preference) {\n${moving.join('\n')}\n  }`,
  };
}
