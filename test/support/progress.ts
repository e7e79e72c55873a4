import { relative } from 'node:path';
import type { SerializedError } from 'vitest';
import { DefaultReporter, type TestCase, type TestModule, type TestSuite } from 'vitest/node';

const SLOWEST = 10;
/** Of what failed, here; all of it stands further up. */
const LINE_LENGTH = 200;

/**
 * Says each file as it ends, with its time, and at the end what took longest and what suites found: seeds, counts,
 * whatever a test gave to `annotate(text, 'finding')`. Last come what failed, a line each: of a long log the end is kept.
 */
export class Progress extends DefaultReporter {
  constructor() {
    super({ summary: false });
  }

  override onTestRunEnd(...run: Parameters<DefaultReporter['onTestRunEnd']>): void {
    super.onTestRunEnd(...run);
    const [modules, unhandled] = run;
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
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    this.list('Failed:', [
      ...suites.flatMap((suite) => failures(suite, suite.errors())),
      ...tests.flatMap((test) => (test.ok() ? [] : failures(test, test.result().errors ?? []))),
      ...unhandled.map((error) => `nobody handled in ${pathOf(error)}: ${firstLine(error)}`),
    ]);
  }

  private list(heading: string, lines: string[]): void {
    if (lines.length > 0) this.log([heading, ...lines.map((line) => `  ${line}`), ''].join('\n'));
  }
}

function failures(what: TestCase | TestModule | TestSuite, errors: readonly { message: string }[]): string[] {
  const name = what.type === 'module' ? fileOf(what) : nameOf(what);
  return errors.map((error) => `${name}: ${firstLine(error)}`);
}

function firstLine({ message }: { message: string }): string {
  return String(message).split('\n', 1)[0]?.slice(0, LINE_LENGTH) ?? '';
}

/** Where a worker was when nobody handled an error. */
function pathOf({ VITEST_TEST_PATH: path }: SerializedError): string {
  return typeof path === 'string' ? relative(process.cwd(), path) : 'no test';
}

function nameOf(test: TestCase | TestSuite): string {
  return `${fileOf(test.module)} > ${test.fullName}`;
}

function fileOf({ moduleId }: TestModule): string {
  return relative(process.cwd(), moduleId);
}
