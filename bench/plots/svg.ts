/** What is drawn is one of these: each has a colour in a light and in a dark page. */
export type Ink = 'ours' | 'peer' | 'third' | 'fourth';

/** Width of a character of the font, in its size. */
const CHARACTER = 0.61;
const SIZE = 12;

const STYLE = `
  text { font: ${SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328 }
  .title { font-weight: 600 } .faint { fill: #59636e }
  .grid { stroke: #d1d9e0 } .page { fill: #ffffff }
  .ours { fill: #0969da; stroke: #0969da } .peer { fill: #bc4c00; stroke: #bc4c00 }
  .third { fill: #1a7f37; stroke: #1a7f37 } .fourth { fill: #8250df; stroke: #8250df }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .faint { fill: #9198a1 }
    .grid { stroke: #3d444d } .page { fill: #0d1117 }
    .ours { fill: #4493f8; stroke: #4493f8 } .peer { fill: #f0883e; stroke: #f0883e }
    .third { fill: #3fb950; stroke: #3fb950 } .fourth { fill: #ab7df8; stroke: #ab7df8 }
  }
  .open { fill: none; stroke-width: 2 } .band { opacity: 0.35; stroke: none } .dashed { stroke-dasharray: 5 4 }`;

/** A whole picture; its title, and a description if it has one, are read to whoever doesn't see it; `style` adds looks. */
export function picture(
  width: number,
  height: number,
  title: string,
  parts: readonly string[],
  { description, style = '' }: { description?: string; style?: string } = {},
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    ...(description === undefined ? [] : [`<desc>${escaped(description)}</desc>`]),
    `<style>${STYLE}${style}</style>`,
    `<rect class="page" width="${width}" height="${height}" rx="6"/>`,
    text(16, 24, title, { look: 'title' }),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** One line of text; `y` is its base. */
export function text(
  x: number,
  y: number,
  words: string,
  { anchor = 'start', look = '' }: { anchor?: 'start' | 'middle' | 'end'; look?: string } = {},
): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${look && ` class="${look}"`}>${escaped(words)}</text>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, look: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${look}"/>`;
}

export function rect(x: number, y: number, width: number, height: number, look: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" class="${look}"/>`;
}

export function dot(x: number, y: number, look: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="3.5" class="${look}"/>`;
}

export function path(points: readonly [number, number][], look: string): string {
  return `<polyline points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}" class="open ${look}"/>`;
}

/** How wide words are. */
export function widthOf(words: string): number {
  return words.length * SIZE * CHARACTER;
}

/** What each colour stands for, in one row. */
export function legend(x: number, y: number, entries: readonly [look: string, words: string][]): string[] {
  let at = x;
  return entries.flatMap(([look, words]) => {
    const here = at;
    at += 34 + widthOf(words) + 18;
    return [
      line(here, y - 4, here + 26, y - 4, `open ${look}`),
      text(here + 34, y, words, { look: 'faint' }),
    ];
  });
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
