import { relative } from 'node:path';
import { DefaultReporter, type TestCase, type TestModule } from 'vitest/node';

const SLOWEST = 10;

/**
 * Says each file as it ends, with its time, and at the end what took longest and what suites found: seeds, counts,
 * whatever a test gave to `annotate(text, 'finding')`.
 */
export class Progress extends DefaultReporter {
  constructor() {
    super({ summary: false });
  }

  override onTestRunEnd(...run: Parameters<DefaultReporter['onTestRunEnd']>): void {
    super.onTestRunEnd(...run);
    const [modules] = run;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const slowest = tests
      .map((test) => ({ test, ms: test.diagnostic()?.duration ?? 0 }))
      .toSorted((one, other) => other.ms - one.ms)
      .slice(0, SLOWEST)
      .map(({ test, ms }) => `${(ms / 1_000).toFixed(1).padStart(6)} s  ${nameOf(test)}`);
    const findings = tests.flatMap((test) =>
      test
        .annotations()
        .filter(({ type }) => type === 'finding')
        .map(({ message }) => `${fileOf(test.module)}: ${message}`),
    );
    this.list(`${modules.length} files, ${tests.length} tests; the slowest:`, slowest);
    this.list('Findings:', findings);
  }

  private list(heading: string, lines: string[]): void {
    if (lines.length > 0) this.log([heading, ...lines.map((line) => `  ${line}`), ''].join('\n'));
  }
}

function nameOf(test: TestCase): string {
  return `${fileOf(test.module)} > ${test.fullName}`;
}

function fileOf({ moduleId }: TestModule): string {
  return relative(process.cwd(), moduleId);
}
