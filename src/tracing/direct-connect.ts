import type { Logger } from 'pino';
import type { Outcome } from '../domain/request/outcome.ts';
import { ATTEMPT_TAG, REQUEST_TAG, type Tag } from '../domain/tags.ts';
import type { Where } from '../domain/where.ts';
import type { Monotonic } from '../interfaces/clock.ts';
import type { DirectConnect, OrderSender, Session } from '../interfaces/direct-connect.ts';
import { ATTRIBUTE, awsCall } from './attributes.ts';
import { here, step } from './here.ts';

interface Tracing {
  log: Pick<Logger, 'info'>;
  monotonic: Monotonic;
}

/** Direct Connect, traced: what is looked up for one request, and its order, which the log tells of too. */
export function traceDirectConnect<D extends DirectConnect>(directConnect: D, tracing: Tracing): D {
  return {
    ...directConnect,
    async open(where, validForMs) {
      if (!here()) return directConnect.open(where, validForMs);
      const { accountId, region } = where;
      return step('open', 'client', awsCall('GetCallerIdentity', accountId, region), async (span) => {
        const opened = await directConnect.open(where, validForMs);
        span?.set({ [ATTRIBUTE.outcome]: opened.kind });
        if (opened.kind !== 'open') return opened;
        const { accountId } = opened.session;
        return { kind: 'open', session: traceSession(opened.session, { accountId, region }, tracing) };
      });
    },
  };
}

function traceSession(session: Session, where: Where, tracing: Tracing): Session {
  const { accountId, region } = where;
  return {
    ...session,
    search: (what) =>
      step('look', 'client', awsCall('DescribeInterconnects', accountId, region), async (span) => {
        const listed = await session.search(what);
        span?.set(
          listed.kind === 'listed'
            ? { [ATTRIBUTE.outcome]: 'listed', [ATTRIBUTE.listed]: listed.interconnects.length }
            : { [ATTRIBUTE.outcome]: listed.kind, [ATTRIBUTE.code]: listed.code },
        );
        return listed;
      }),
    sender: () => traceSender(session.sender(), where, tracing),
  };
}

function traceSender(
  sender: OrderSender,
  { accountId, region }: Where,
  { log, monotonic }: Tracing,
): OrderSender {
  return {
    create: (order, tags, deadline) => {
      const call = 'CreateInterconnect';
      return step(call, 'client', awsCall(call, accountId, region), async (span) => {
        const begun = monotonic();
        const attempt = Number(tagOf(tags, ATTEMPT_TAG));
        const outcome = await sender.create(order, tags, deadline);
        const { awsRequestId, code, interconnectId } = factsOf(outcome);
        span?.set({
          [ATTRIBUTE.attempt]: attempt,
          [ATTRIBUTE.outcome]: outcome.kind,
          [ATTRIBUTE.code]: code,
          [ATTRIBUTE.interconnect]: interconnectId,
          'aws.request_id': awsRequestId,
        });
        const said = { attempt, outcome: outcome.kind, code, interconnectId, awsRequestId };
        const ms = Math.round(monotonic() - begun);
        log.info({ request: tagOf(tags, REQUEST_TAG), ...said, ms }, 'AWS answered the order');
        return outcome;
      });
    },
  };
}

function tagOf(tags: readonly Tag[], key: string): string | undefined {
  return tags.find((tag) => tag.key === key)?.value;
}

function factsOf(outcome: Outcome) {
  const { awsRequestId } = outcome;
  return outcome.kind === 'created'
    ? { awsRequestId, interconnectId: outcome.interconnect.interconnectId, code: undefined }
    : { awsRequestId, interconnectId: undefined, code: outcome.code };
}
