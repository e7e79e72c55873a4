import { startAws } from '../../sandbox/aws/index.ts';
import type { Service } from '../../sandbox/aws/request.ts';
import type { EmbeddedAws } from '../../sandbox/aws/types.ts';

/** One call as it went over the wire. */
export interface Visit {
  service: Service | 'sts' | 'iam';
  operation: string;
  input: Record<string, unknown>;
  status: number;
  /** JSON of awsJson1_1; of STS and IAM what stands in the result, each member a text or members. */
  answer: Record<string, unknown>;
}

/** Makes one signed call. */
export type Call = (
  service: Visit['service'],
  operation: string,
  input?: Record<string, unknown>,
) => Promise<Visit>;

const TARGETS: Readonly<Record<Service, string>> = {
  directconnect: 'OvertureService',
  health: 'AWSHealth_20160804',
  cloudtrail: 'CloudTrail_20131101',
};

/** Of those that speak the query protocol. */
const VERSIONS = { sts: '2011-06-15', iam: '2010-05-08' };

const POLICY = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const LIFE = { requested: 1000, pending: 1000, down: 1000 };
const KEYS = ['associating', 'associated', 'disassociating', 'disassociated'];

/** Visits every operation of the embedded AWS with ports in every state; answers what was said. */
export async function tour(): Promise<Visit[]> {
  let now = Date.UTC(2026, 0, 5, 9);
  const embedded = await startAws({ policy: POLICY, lifecycle: LIFE, now: () => now });
  const visits: Visit[] = [];
  const call: Call = async (...asked) => {
    const visit = await caller(embedded)(...asked);
    visits.push(visit);
    return visit;
  };
  const later = (ms: number) => {
    now += ms;
  };
  try {
    await call('sts', 'GetCallerIdentity');
    const RoleArn = 'arn:aws:iam::210987654321:role/interconnect-bot';
    embedded.setRole({ roleArn: RoleArn, externalId: 'tour' });
    await call('sts', 'AssumeRole', { RoleArn, RoleSessionName: 'tour', ExternalId: 'tour' });
    await call('iam', 'SimulatePrincipalPolicy', {
      PolicySourceArn: `arn:aws:iam::${embedded.accountId}:role/interconnect-bot`,
      'ActionNames.member.1': 'directconnect:CreateInterconnect',
    });
    await ports(embedded, call, later);
    await events(embedded, call, later);
  } finally {
    await embedded.close();
  }
  return visits;
}

async function ports(embedded: EmbeddedAws, call: Call, later: (ms: number) => void): Promise<void> {
  const look = async () => {
    await call('directconnect', 'DescribeInterconnects');
    await call('directconnect', 'DescribeLags');
  };
  const order = async (more: Record<string, unknown>) => {
    const plain = { interconnectName: 'tour', bandwidth: '10Gbps', location: 'EqDC2' };
    const { answer } = await call('directconnect', 'CreateInterconnect', { ...plain, ...more });
    return String(answer.interconnectId);
  };
  await call('directconnect', 'DescribeLocations');
  await call('directconnect', 'DescribeCustomerMetadata');
  await look();
  const first = await order({ tags: [{ key: 'request', value: 'ic-1' }], providerName: 'Lumen' });
  await order({ lagId: 'dxlag-fgroom24' });
  const encrypted = await order({ bandwidth: '100Gbps', requestMACSec: true });
  const macSecKeys = KEYS.map((state) => ({
    secretARN: 'arn:aws:x',
    ckn: 'ab',
    state,
    startOn: '2026-01-05',
  }));
  Object.assign(embedded.interconnects.find((port) => port.interconnectId === encrypted) ?? {}, {
    macSecKeys,
  });
  // Requested, pending, down and available, each a second later.
  for (let state = 0; state < 4; state += 1) {
    await look();
    later(1000);
    await call('directconnect', 'DescribeLoa', {
      connectionId: first,
      providerName: 'Lumen',
      loaContentType: 'application/pdf',
    });
  }
  const { answer } = await call('directconnect', 'DescribeInterconnects', { maxResults: 1 });
  await call('directconnect', 'DescribeInterconnects', { interconnectId: first, nextToken: null });
  await call('directconnect', 'DescribeInterconnects', { maxResults: 1, nextToken: answer.nextToken });
  await call('directconnect', 'DescribeLags', { lagId: 'dxlag-fgroom24', maxResults: 1, nextToken: '' });
  const resourceArn = `arn:aws:directconnect:us-east-1:${embedded.accountId}:dxcon/${first}`;
  await call('directconnect', 'TagResource', { resourceArn, tags: [{ key: 'team', value: 'net' }] });
  await call('directconnect', 'DescribeTags', { resourceArns: [resourceArn] });
  for (const state of ['unknown', 'deleting', 'down']) {
    embedded.setState(first, state);
    await look();
  }
  await call('directconnect', 'DeleteInterconnect', { interconnectId: first });
  await look();
}

async function events(embedded: EmbeddedAws, call: Call, later: (ms: number) => void): Promise<void> {
  const [port] = embedded.interconnects;
  const entities = [
    port?.interconnectId ?? '',
    ...Array.from({ length: 10 }, (_, index) => `dxvif-${index}`),
  ];
  const told = ['upcoming', 'open', 'closed'] as const;
  const eventArns = told.map((status) => embedded.announce({ entities, status }).arn);
  await call('health', 'DescribeEvents', { filter: { services: ['DIRECTCONNECT'] }, maxResults: 10 });
  await call('health', 'DescribeEventDetails', {
    eventArns: [...eventArns, 'arn:aws:health:us-east-1::event/EC2/NONE/NONE_1'],
  });
  await call('health', 'DescribeAffectedEntities', { filter: { eventArns }, maxResults: 10 });
  for (let more = 0; more < 10; more += 1) embedded.announce({ entities });
  await call('health', 'DescribeEvents');
  later(1000);
  embedded.deleteAs(port?.interconnectId ?? '', { type: 'IAMUser', userName: 'olga' });
  later(300_000);
  const [attribute] = [{ AttributeKey: 'EventName', AttributeValue: 'DeleteInterconnect' }];
  const StartTime = Date.UTC(2026, 0, 1) / 1000;
  await call('cloudtrail', 'LookupEvents', { LookupAttributes: [attribute], StartTime, MaxResults: 1 });
}

/** Calls an embedded AWS with its own key, without a client between. */
export function caller(embedded: EmbeddedAws): Call {
  return async (service, operation, input = {}) => {
    const scope = `${embedded.accessKeyId}/20260105/us-east-1/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}`;
    const response = await fetch(embedded.url, {
      method: 'POST',
      headers: isQuery(service)
        ? { authorization, 'content-type': 'application/x-www-form-urlencoded' }
        : { authorization, 'x-amz-target': `${TARGETS[service]}.${operation}` },
      body: isQuery(service)
        ? String(new URLSearchParams({ Action: operation, Version: VERSIONS[service], ...input }))
        : JSON.stringify(input),
    });
    const body = await response.text();
    const answer = isQuery(service) ? membersOf(body, `${operation}Result`) : JSON.parse(body);
    return { service, operation, input, status: response.status, answer };
  };
}

const isQuery = (service: Visit['service']): service is keyof typeof VERSIONS => service in VERSIONS;

/** The members of a query answer. */
function membersOf(xml: string, result: string): Record<string, unknown> {
  const [, inner = ''] = new RegExp(`<${result}>(.*)</${result}>`, 's').exec(xml) ?? [];
  return within(inner);
}

/** Members as JSON has them: of the query protocol a time is a date, of awsJson1_1 a number. */
function within(xml: string): Record<string, unknown> {
  const members = [...xml.matchAll(/<(\w+)>(.*?)<\/\1>/g)];
  return Object.fromEntries(members.map(([, name, text = '']) => [name, memberOf(text)]));
}

function memberOf(text: string): unknown {
  if (text.startsWith('<member>'))
    return [...text.matchAll(/<member>(.*?)<\/member>/g)].map(([, one = '']) => memberOf(one));
  if (text.startsWith('<')) return within(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) / 1000 : text;
}
