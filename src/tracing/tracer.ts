import { correlationOf } from '../domain/trace.ts';
import type { Work } from '../interfaces/store.ts';
import type { Tracer } from '../interfaces/tracer.ts';
import { ATTRIBUTE } from './attributes.ts';
import { type Here, noteThrown, outside, within } from './here.ts';
import { newPiece } from './piece.ts';
import { beginSpan } from './span.ts';

/** Work on one request, and what its span is called. What serves many, as a listing does, belongs to no trace. */
const ON_ONE: Partial<Record<Work, { span: string | undefined }>> = {
  place: { span: 'place' },
  reconcile: { span: 'reconcile' },
  deliver: { span: 'deliver' },
  tend: { span: undefined },
  loa: { span: undefined },
};

/** Traces by the SDK that the process was started with; without one nothing is recorded, and the log goes by it. */
export const tracer: Tracer = {
  async click({ payload, action, user, request }, handle) {
    const span = beginSpan(
      'click',
      'server',
      { kind: 'new' },
      {
        [ATTRIBUTE.payload]: payload,
        [ATTRIBUTE.action]: action,
        [ATTRIBUTE.user]: user,
        [ATTRIBUTE.request]: request,
      },
    );
    const subject = { correlation: correlationOf(span.traceparent), request };
    try {
      return await within({ subject, span, goesOn: true }, () => handle(span.end));
    } catch (error) {
      span.fail(error);
      throw error;
    } finally {
      span.end();
    }
  },

  work(kind, work) {
    return outside(() => {
      const known = ON_ONE[kind];
      return known ? onOne(newPiece(known.span), work) : work();
    });
  },
};

async function onOne<T>(piece: Here, work: () => Promise<T>): Promise<T> {
  try {
    return await within(piece, work);
  } catch (error) {
    piece.span?.fail(error);
    noteThrown(error, piece);
    throw error;
  } finally {
    piece.span?.end();
  }
}
