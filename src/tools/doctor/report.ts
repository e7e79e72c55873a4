import type { Finding, State } from './finding.ts';

const STATES: readonly State[] = ['ok', 'wrong', 'not checked'];
/** As wide as the longest state, and two. */
const WIDTH = Math.max(...STATES.map((state) => state.length)) + 2;
/** Green, red, yellow. */
const COLOURS: Readonly<Record<State, number>> = { ok: 32, wrong: 31, 'not checked': 33 };

/** How findings are to be shown. */
export interface Look {
  /** Beneath each line that is not ok what to do, a line each. */
  fixHints: boolean;
  colour: boolean;
}

/** A line each, and how many there were of each state. */
export function reportText(findings: readonly Finding[], look: Look): string {
  const lines = findings.flatMap((finding) => linesOf(finding, look));
  const { wrong } = countsOf(findings);
  const counts = STATES.map((state) => `${countsOf(findings)[state]} ${state}`).join(', ');
  const mend = wrong > 0 && !look.fixHints ? ' What to do, step by step: npm run doctor -- --fix-hints' : '';
  return [...lines, '', `${counts}.${mend}`].join('\n');
}

function linesOf({ name, state, says, todo }: Finding, { fixHints, colour }: Look): string[] {
  const padded = state.padEnd(WIDTH);
  const marked = colour ? `\u001b[${COLOURS[state]}m${padded}\u001b[0m` : padded;
  const hints = fixHints && state !== 'ok' ? todo : [];
  return [`${marked}${name}: ${says}`, ...hints.map((hint) => `${' '.repeat(WIDTH)}  ${hint}`)];
}

/** The same for programs; docs/doctor.md says what is in it. */
export function reportJson(findings: readonly Finding[]): string {
  const checks = findings.map(({ name, state, says, todo }) => ({ name, state, says, todo }));
  const { ok, wrong, 'not checked': notChecked } = countsOf(findings);
  return JSON.stringify({ version: 1, ok, wrong, not_checked: notChecked, checks }, undefined, 2);
}

/** How many findings there are of each state. */
export function countsOf(findings: readonly Finding[]): Record<State, number> {
  const counts: Record<State, number> = { ok: 0, wrong: 0, 'not checked': 0 };
  for (const { state } of findings) counts[state] += 1;
  return counts;
}
