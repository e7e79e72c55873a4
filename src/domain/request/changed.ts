import type { Person } from '../person.ts';
import type { Field } from '../violation.ts';
import type { Order } from './order.ts';

/** One thing that an edit changed. Null where nothing stood there; of tags each by its key. */
export interface Changed {
  field: Exclude<Field, 'tags'> | 'tag';
  /** A tag's key. */
  key?: string;
  from: string | null;
  to: string | null;
}

/** Of a request, what its form says. */
interface Asked {
  order: Order;
  reason: string;
  accountId: string | null;
  beneficiary: Person | null;
}

/** What a request's new revision changed of the one before, in the form's order. */
export function changesBetween(before: Asked, after: Asked): Changed[] {
  const [from, to] = [fieldsOf(before), fieldsOf(after)];
  const fields = (Object.keys(from) as (keyof typeof from)[]).map((field) => ({
    field,
    from: from[field],
    to: to[field],
  }));
  return [...fields, ...tagsBetween(before, after)].filter((one) => one.from !== one.to);
}

function fieldsOf({
  order,
  reason,
  accountId,
  beneficiary,
}: Asked): Record<Exclude<Changed['field'], 'tag'>, string | null> {
  return {
    account: accountId,
    region: order.region,
    location: order.location,
    bandwidth: order.bandwidth,
    lag: order.lagId ?? null,
    provider: order.providerName ?? null,
    macsec: order.requestMACSec ? 'requested' : null,
    name: order.interconnectName,
    reason,
    beneficiary: beneficiary?.name ?? null,
  };
}

function tagsBetween(before: Asked, after: Asked): Changed[] {
  const [from, to] = [before, after].map(
    ({ order }) => new Map(order.tags.map(({ key, value }) => [key, value])),
  );
  const keys = new Set([...(from?.keys() ?? []), ...(to?.keys() ?? [])]);
  return [...keys].map((key) => ({
    field: 'tag',
    key,
    from: from?.get(key) ?? null,
    to: to?.get(key) ?? null,
  }));
}
