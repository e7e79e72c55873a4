/** A scale of one axis, and where it has lines. */
export interface Scale {
  at(value: number): number;
  ticks: number[];
}

const STEPS = [1, 2, 5];

/** A scale by powers of ten that holds all values, from `from` to `to` on the page. */
export function logarithmic(values: readonly number[], from: number, to: number): Scale {
  const positive = values.filter((value) => value > 0);
  const ticks = ladder(Math.min(...positive), Math.max(...positive));
  const [least, most] = [ticks[0] ?? 1, ticks.at(-1) ?? 10];
  const span = Math.log(most / least) || 1;
  return { ticks, at: (value) => from + (Math.log(Math.max(value, least) / least) / span) * (to - from) };
}

/** A scale from zero on. */
export function linear(most: number, from: number, to: number): Scale {
  const rough = Math.max(most, 1e-9) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let count = 0; count * step <= most + 1e-9; count++) ticks.push(count * step);
  return { ticks, at: (value) => from + (value / most) * (to - from) };
}

/** 1, 2, 5, 10, 20 and so on, from at most the least to at least the most. */
function ladder(least: number, most: number): number[] {
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power++) {
    for (const step of STEPS) all.push(step * 10 ** power);
  }
  const first = all.findLastIndex((tick) => tick <= least);
  const last = all.findIndex((tick) => tick >= most);
  return all.slice(Math.max(0, first), last < 0 ? undefined : Math.max(last, first + 1) + 1);
}

/** A number as an axis shows it. */
export function shortly(value: number): string {
  return String(Number(value.toPrecision(3)));
}
