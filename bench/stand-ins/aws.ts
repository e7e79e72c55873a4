import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { now } from '../clock.ts';
import { bodyOf, portOf } from './body.ts';
import type { Call, World } from './calls.ts';
import { createLedger } from './ledger.ts';
import { lags, locations } from './offer.ts';

/** What the detail of a listing's first call says. */
export const FIRST_PAGE = 'first';

/** AWS Direct Connect and STS, which answer at once and take every order. */
export interface AwsStandIn {
  url: string;
  set(world: World): void;
  close(): void;
}

const SCOPE = /Credential=([^/]+)\/\d{8}\/([^/]+)\//;
const ACCOUNT = '111122223333';
const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${ACCOUNT}:role/bench</Arn><UserId>AROABENCH</UserId><Account>${ACCOUNT}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>bench</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;

/** Listens on a free port; `note` hears of each call once it is answered. */
export async function awsStandIn(note: (call: Call) => void): Promise<AwsStandIn> {
  let world: World = { locations: 20, lags: 5, ports: [], changing: 0 };
  const ledger = createLedger(() => world);

  const answerOf = (method: string, region: string, who: string, input: Input): unknown => {
    switch (method) {
      case 'DescribeLocations':
        return { locations: locations(region, world.locations) };
      case 'DescribeLags':
        return pageOf(lags(region, world.lags), 'lags', input);
      case 'DescribeInterconnects':
        return pageOf(ledger.listed(region, who, input.nextToken === undefined), 'interconnects', input);
      case 'DescribeTags':
        return { resourceTags: (input.resourceArns ?? []).map((resourceArn) => ({ resourceArn, tags: [] })) };
      case 'CreateInterconnect':
        return ledger.ordered(region, who, input);
      case 'DescribeCustomerMetadata':
        return { agreements: [], nniPartnerType: 'v2' };
      default:
        return {};
    }
  };

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const at = now();
    const [, who = '', region = ''] = SCOPE.exec(request.headers.authorization ?? '') ?? [];
    const target = request.headers['x-amz-target'];
    const method = typeof target === 'string' ? (target.split('.')[1] ?? '') : 'GetCallerIdentity';
    const input = (target ? JSON.parse(body || '{}') : {}) as Input;
    const answer = target ? JSON.stringify(answerOf(method, region, who, input)) : IDENTITY;
    response
      .writeHead(200, {
        'content-type': target ? 'application/x-amz-json-1.1' : 'text/xml',
        'x-amzn-requestid': randomBytes(8).toString('hex'),
      })
      .end(answer);
    const detail: Record<string, string> = { region };
    if (method === 'DescribeInterconnects') detail.page = input.nextToken ?? FIRST_PAGE;
    if (method === 'CreateInterconnect') {
      detail.name = input.interconnectName ?? '';
      detail.interconnectId = (JSON.parse(answer) as { interconnectId: string }).interconnectId;
    }
    note({ service: 'aws', who, method, at, answeredAt: now(), detail });
  });
  const port = await portOf(server);
  return {
    url: `http://127.0.0.1:${port}`,
    set(next) {
      world = next;
      ledger.forget();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The members of all inputs that are looked at. */
export interface Input {
  interconnectName?: string;
  bandwidth?: string;
  location?: string;
  tags?: { key: string; value: string }[];
  resourceArns?: string[];
  nextToken?: string;
  maxResults?: number;
}

const PAGE = 100;

function pageOf(all: unknown[], name: string, { nextToken, maxResults = PAGE }: Input): unknown {
  const from = Number(nextToken ?? 0);
  const to = from + Math.min(maxResults, PAGE);
  return { [name]: all.slice(from, to), ...(to < all.length ? { nextToken: String(to) } : {}) };
}
