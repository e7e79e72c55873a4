import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Longest, longestSurfaces } from '../../../src/slack/blocks/longest.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Finding } from '../../../src/tools/doctor/finding.ts';
import type { Outside } from '../../../src/tools/doctor/outside.ts';
import { runDoctor } from '../../../src/tools/doctor/run.ts';
import { iamPolicies } from '../../support/iam-policies.ts';
import type { Stage } from '../../support/stage.ts';

/** What the role of a good set-up may: what the bot needs, and what the doctor asks beside it. */
export const POLICY = iamPolicies('iam-policy', 'iam-policy-optional', 'iam-policy-doctor');

/** How a run in this process came out. */
export interface Run {
  code: number;
  findings: Finding[];
  /** The lines of one check, `state: what it says`. */
  lines(name: string): string[];
  /** Everything that is wrong, `name: what it says`. */
  wrong: string[];
  text: string;
}

/** No check of a test ends by this limit because the machine is busy. */
const PATIENT_MS = 60_000;

function outsideOf(changed: Partial<Outside>): Outside {
  return {
    now: Date.now,
    monotonic: () => performance.now(),
    pause: (ms) => wait(Math.min(ms, 1)),
    limitMs: PATIENT_MS,
    surfaces: firstSurface,
    nodeVersion: 'v24.1.0',
    ...changed,
  };
}

/** Runs the doctor in this process with `--json`, and reads what it says. */
export async function examine(
  env: Record<string, string | undefined>,
  { args = [], ...outside }: Partial<Outside> & { args?: string[] } = {},
): Promise<Run> {
  const { code, text } = await runDoctor(['--json', ...args], env, outsideOf(outside), { colour: false });
  const { checks } = JSON.parse(text) as { checks: Finding[] };
  return {
    code,
    text,
    findings: checks,
    lines: (name) => checks.filter((one) => one.name === name).map(({ state, says }) => `${state}: ${says}`),
    wrong: checks.filter(({ state }) => state === 'wrong').map(({ name, says }) => `${name}: ${says}`),
  };
}

/** One is enough to see how it is asked about; all of them take a second each time. */
function* firstSurface(...given: Parameters<typeof longestSurfaces>): Generator<Longest> {
  for (const surface of longestSurfaces(...given)) {
    yield surface;
    return;
  }
}

/** Makes the store as the first start does, and a port with tags; the settings of a set-up in which nothing is wrong. */
export async function goodSetUp(stage: Stage): Promise<Record<string, string>> {
  const store = await openStore({ url: stage.env.DATABASE_URL ?? '' });
  await store.close();
  const [lag] = stage.aws.lags;
  stage.aws.lags = lag ? [{ ...lag, numberOfConnections: 0 }] : [];
  stage.aws.interconnects.push({
    accountId: stage.aws.accountId,
    region: 'us-east-1',
    interconnectId: 'dxcon-fg000001',
    interconnectName: 'dc2-core-01',
    interconnectState: 'available',
    bandwidth: lag?.connectionsBandwidth ?? '10Gbps',
    location: lag?.location ?? 'EqDC2',
    lagId: lag?.lagId,
    providerName: undefined,
    requestMACSec: false,
    tags: [{ key: 'interconnect-bot:request-id', value: 'ic-0000000000' }],
    createdAt: stage.aws.clock.now() - 1_000,
    loaIssueTime: undefined,
  });
  return { ...stage.env, INTERCONNECT_BOT_CONFIG: rules(stage, `account: "${stage.aws.accountId}"`) };
}

/** Writes the rules file; its path. */
export function rules(stage: Stage, content: string): string {
  const path = join(dirname((stage.env.DATABASE_URL ?? '').slice('file:'.length)), 'rules.yaml');
  writeFileSync(path, `${content}\n`);
  return path;
}

/** Runs the guide to the first order in this process. */
export function ordersText(env: Record<string, string | undefined>): ReturnType<typeof runDoctor> {
  return runDoctor(['first-order'], env, outsideOf({}), { colour: false });
}
