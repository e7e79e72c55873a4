import type { Store, Tx } from '../interfaces/store.ts';
import { ATTRIBUTE } from './attributes.ts';
import { type Here, here, outside, step } from './here.ts';
import { goOn, type Piece } from './piece.ts';
import type { Span } from './span.ts';

/**
 * The store, traced: a transaction of a click or of work on one request is a span, and what it moves keeps it. What a
 * commit sets off belongs to no click: it goes by what the requests keep.
 */
export function traceStore(store: Store): Store {
  store.onAudit(({ requestId }, { event }) => {
    const at = here();
    if (!at || requestId === null) return;
    at.subject.request ??= requestId;
    at.span?.event(event, { [ATTRIBUTE.request]: requestId });
  });
  return {
    ...store,
    async transaction(work, limitMs) {
      const at = here();
      if (!at) return store.transaction(work, limitMs);
      if (isPiece(at) && at.subject.request === undefined) {
        const result = await store.transaction((tx) => work(taking(tx, at)), limitMs);
        goOn(at);
        return result;
      }
      return step('record', 'internal', {}, (span) =>
        store.transaction((tx) => work(span ? recording(tx, at, span) : tx), limitMs),
      );
    },
    onWork: (listener) => store.onWork((due) => outside(() => listener(due))),
    onAudit: (listener) => store.onAudit((...told) => outside(() => listener(...told))),
  };
}

function isPiece(at: Here): at is Piece {
  return 'taken' in at;
}

/** Notes which request is taken: the one that is claimed, else the one that is read first. */
function taking(tx: Tx, piece: Piece): Tx {
  // It may run again after a rollback.
  piece.taken = undefined;
  const { requests, now } = tx;
  return {
    ...tx,
    requests: {
      ...requests,
      async claim(...asked) {
        const claimed = await requests.claim(...asked);
        if (claimed) piece.taken = { ...claimed.request, now };
        return claimed;
      },
      async read(id) {
        const request = await requests.read(id);
        if (request) piece.taken ??= { ...request, now };
        return request;
      },
    },
  };
}

/** What is moved keeps this span; whatever trace it kept before is named by it. */
function recording(tx: Tx, at: Here, span: Span): Tx {
  const { requests } = tx;
  return {
    ...tx,
    trace: at.goesOn ? span.traceparent : undefined,
    requests: {
      ...requests,
      async lock(id) {
        const request = await requests.lock(id);
        if (request?.trace) span.link(request.trace.parent);
        return request;
      },
    },
  };
}
