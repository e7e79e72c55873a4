/** One number of a scrape. */
export interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** What was scraped at one time, in seconds. */
export interface Scrape {
  at: number;
  samples: readonly Sample[];
}

/** Reads Prometheus' text, with the labels that Prometheus adds. */
export function scraped(at: number, text: string, added: Readonly<Record<string, string>>): Scrape {
  const samples = text.split('\n').flatMap((line) => {
    const [, name, inner = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined || Number.isNaN(Number(value))) return [];
    const labels = [...inner.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', text = '']) => [label, text]);
    return [{ name, labels: { ...Object.fromEntries(labels), ...added }, value: Number(value) }];
  });
  return { at, samples };
}
