import { type Input, isRecord, wrongType } from './input.ts';
import type { Service } from './request.ts';

/** What a member of a request is on the wire; times are numbers there. */
type Kind = 'string' | 'number' | 'boolean' | 'list' | 'structure';

const text = 'string';
const page = { maxResults: 'number', nextToken: text } as const;

/** The members of every operation's request. One that isn't here is passed over. */
export const MEMBERS: Readonly<Record<Service, Readonly<Record<string, Readonly<Record<string, Kind>>>>>> = {
  directconnect: {
    CreateInterconnect: {
      interconnectName: text,
      bandwidth: text,
      location: text,
      lagId: text,
      tags: 'list',
      providerName: text,
      requestMACSec: 'boolean',
    },
    DeleteInterconnect: { interconnectId: text },
    DescribeCustomerMetadata: {},
    DescribeInterconnects: { interconnectId: text, ...page },
    DescribeLags: { lagId: text, ...page },
    DescribeLoa: { connectionId: text, providerName: text, loaContentType: text },
    DescribeLocations: {},
    DescribeTags: { resourceArns: 'list' },
    TagResource: { resourceArn: text, tags: 'list' },
  },
  health: {
    DescribeAffectedEntities: { filter: 'structure', locale: text, ...page },
    DescribeEventDetails: { eventArns: 'list', locale: text },
    DescribeEvents: { filter: 'structure', locale: text, ...page },
  },
  cloudtrail: {
    LookupEvents: {
      LookupAttributes: 'list',
      StartTime: 'number',
      EndTime: 'number',
      EventCategory: text,
      MaxResults: 'number',
      NextToken: text,
    },
  },
};

/** Refuses a request with a member of another type, as AWS does before it looks at anything else. */
export function checkMembers(service: Service, operation: string, input: Input): void {
  for (const [member, kind] of Object.entries(MEMBERS[service][operation] ?? {})) {
    const value = input[member] ?? undefined;
    if (value !== undefined && kindOf(value) !== kind) throw wrongType(member);
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return isRecord(value) ? 'structure' : typeof value;
}
