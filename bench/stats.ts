/** The value below which so many hundredths of the samples lie; `samples` in any order. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1);
  return sorted[Math.max(0, index)] ?? Number.NaN;
}

/** What several rounds came to. */
export interface Spread {
  least: number;
  middle: number;
  most: number;
}

export function spread(values: readonly number[]): Spread {
  return { least: Math.min(...values), middle: percentile(values, 50), most: Math.max(...values) };
}
