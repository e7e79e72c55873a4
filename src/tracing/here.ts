import { AsyncLocalStorage } from 'node:async_hooks';
import type { Attributes } from '@opentelemetry/api';
import { type Kind, type Span, withoutSpan } from './span.ts';

/** What one click, or one piece of a worker's work, is about; filled in as that becomes known. */
interface Subject {
  /** The ID of the trace that its request keeps, or of the click's. */
  correlation: string | undefined;
  request: string | undefined;
}

/** Where in which trace what is under way stands. */
export interface Here {
  subject: Subject;
  /** Undefined until a piece of work has taken something. */
  span: Span | undefined;
  /** Whether what is moved keeps this trace: not where it is only linked to the one that is kept. */
  goesOn: boolean;
}

/** What each line of the log about a decision bears. */
export type LogFields = Partial<Subject>;

const storage = new AsyncLocalStorage<Here | undefined>();
/** Which fields an error had where it was thrown, for whoever logs it further out. */
const thrown = new WeakMap<object, LogFields>();

/** Undefined outside of all clicks and of all work that is traced. */
export function here(): Here | undefined {
  return storage.getStore();
}

/** Runs work there. */
export function within<T>(there: Here, work: () => T): T {
  return storage.run(there, () => (there.span ? there.span.run(work) : work()));
}

/** Runs what a click or a piece of work sets off and doesn't wait for. */
export function outside<T>(work: () => T): T {
  return storage.run(undefined, () => withoutSpan(work));
}

/** Runs work in a span of its own, which what it throws ends as failed; just runs it where nothing is traced. */
export async function step<T>(
  name: string,
  kind: Kind,
  attributes: Attributes,
  work: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  const at = here();
  const span = at?.span?.below(name, kind, attributes);
  if (!at || !span) return work(undefined);
  try {
    return await within({ ...at, span }, () => work(span));
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    span.end();
  }
}

/** What a line of the log bears that is written now; a new object each time, since pino fills it up. */
export function logFields(): LogFields {
  const at = here();
  return at ? fieldsOf(at.subject) : {};
}

/** Remembers what an error is about that is on its way out. */
export function noteThrown(error: unknown, { subject }: Here): void {
  if (typeof error === 'object' && error !== null) thrown.set(error, fieldsOf(subject));
}

/** What an error was about. */
export function thrownIn(error: unknown): LogFields {
  return (typeof error === 'object' && error !== null && thrown.get(error)) || {};
}

function fieldsOf({ correlation, request }: Subject): LogFields {
  return {
    ...(correlation === undefined ? {} : { correlation }),
    ...(request === undefined ? {} : { request }),
  };
}
