import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEMBERS } from '../../sandbox/aws/members.ts';
import { ROOT } from '../imports.ts';
import type { Visit } from './aws-tour.ts';
import { DESCRIBED } from './clients.ts';
import { pathsIn } from './observed.ts';
import { pathsOf } from './schemas.ts';
import { codes, table } from './table.ts';
import { testsNaming } from './tests.ts';

type Service = Visit['service'];

const PAGES: Readonly<Record<Service, string>> = {
  directconnect: 'https://docs.aws.amazon.com/directconnect/latest/APIReference/API_',
  health: 'https://docs.aws.amazon.com/health/latest/APIReference/API_',
  cloudtrail: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_',
  sts: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_',
  iam: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_',
};

const NAMES: Readonly<Record<Service, string>> = {
  directconnect: 'Direct Connect',
  health: 'Health',
  cloudtrail: 'CloudTrail',
  sts: 'STS',
  iam: 'IAM',
};

/** Every operation that is answered: the members that are read and given, and those that AWS knows besides. */
export function operationsTable(visits: Visit[]): string {
  const rows = emulated(visits).map(([service, operation]) => row(visits, service, operation));
  const head = ['Operation', 'Members read', 'Passed over', 'Members given', 'Never given', 'Test'];
  return table(head, rows);
}

/** The operations of AWS that answer UnknownOperationException (at STS and IAM InvalidAction), service by service. */
export function notEmulated(visits: Visit[]): string {
  const known = new Set(emulated(visits).map((one) => one.join()));
  return (Object.keys(DESCRIBED) as Service[])
    .map((service) => {
      const missing = [...DESCRIBED[service].keys()].filter((name) => !known.has([service, name].join()));
      return `- ${NAMES[service]}, ${missing.length} of ${DESCRIBED[service].size}: ${missing.sort().join(', ')}.`;
    })
    .join('\n');
}

function emulated(visits: Visit[]): [Service, string][] {
  const found = new Map(
    visits.map(({ service, operation }) => [`${service} ${operation}`, [service, operation]]),
  );
  return [...found.values()] as [Service, string][];
}

function row(visits: Visit[], service: Service, operation: string): string[] {
  const described = DESCRIBED[service].get(operation);
  if (described === undefined) throw new Error(`AWS has no ${operation}`);
  const members = Object.keys(
    service === 'sts' || service === 'iam' ? {} : (MEMBERS[service][operation] ?? {}),
  );
  const read = members.filter(isRead);
  const answers = visits.filter((visit) => visit.service === service && visit.operation === operation);
  const given = new Set(answers.flatMap(({ answer }) => pathsIn(answer)));
  const paths = pathsOf(described.output);
  return [
    `[${operation}](${PAGES[service]}${operation}.html)`,
    codes(read),
    codes(members.filter((member) => !read.includes(member))),
    codes(paths.filter((path) => given.has(path))),
    codes(paths.filter((path) => !given.has(path))),
    testsNaming('test/sandbox/aws', new RegExp(`\\b${operation}Command\\b`)).join(', ') || '-',
  ];
}

let sources: string | undefined;

/** Whether anything in sandbox/aws but the list of members names it. */
function isRead(member: string): boolean {
  sources ??= readdirSync(join(ROOT, 'sandbox/aws'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && path !== 'members.ts')
    .map((path) => readFileSync(join(ROOT, 'sandbox/aws', path), 'utf8'))
    .join('\n');
  return new RegExp(`\\b${member}\\b`).test(sources);
}
