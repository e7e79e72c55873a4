/** One line of Prometheus' text. */
export interface Sample {
  /** Name and labels, as written. */
  series: string;
  name: string;
  /** The metric that it belongs to: of a histogram's parts, the histogram. */
  family: string;
  labels: Record<string, string>;
  value: number;
}

/** Reads Prometheus' text; throws where a line is neither a comment nor a sample. */
export function samplesOf(text: string): Sample[] {
  let family = '';
  return text.split('\n').flatMap((line) => {
    const [, named] = /^# TYPE (\S+) /.exec(line) ?? [];
    if (named !== undefined) family = named;
    if (line === '' || line.startsWith('#')) return [];
    const [, name = '', inner = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === '' || !name.startsWith(family)) throw new Error(`No sample of ${family}: ${line}`);
    const labels = Object.fromEntries(
      [...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [label, text]),
    );
    return [{ series: line.slice(0, line.lastIndexOf(' ')), name, family, labels, value: Number(value) }];
  });
}
