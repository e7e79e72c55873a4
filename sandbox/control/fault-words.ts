import type { AwsFault } from '../aws/types.ts';
import type { WebFault } from '../workspace/types.ts';

/** A fault of Slack's Web API as the page calls it. */
export function webWords(fault: WebFault): string {
  switch (fault.kind) {
    case 'status':
      return fault.status === 429
        ? `HTTP 429 ${retryWords(fault.retryAfter)}`
        : `HTTP ${fault.status}, ${whenWords(fault.when)}`;
    case 'reset':
      return `Connection reset, ${whenWords(fault.when)}`;
    case 'error':
      return `Error ${fault.error}`;
    case 'slow':
      return `Answer ${fault.ms} ms late`;
    case 'hang':
      return 'No answer';
  }
}

/** A fault of AWS as the page calls it; whether a port is made is said only where one can be. */
export function awsWords(fault: AwsFault, call = 'CreateInterconnect'): string {
  if (fault.kind === 'slow') return `Answer ${fault.ms} ms late`;
  if (fault.kind === 'account') return `Answered for account ${fault.accountId}`;
  if (call !== 'CreateInterconnect') return spoiltWords(fault);
  const port = fault.made === 'late' ? 'port made later' : fault.made ? 'port made' : 'no port';
  return `${spoiltWords(fault)}, ${port}`;
}

function spoiltWords(fault: Exclude<AwsFault, { kind: 'slow' | 'account' }>): string {
  switch (fault.kind) {
    case 'error':
      return fault.name.replace(/^DirectConnect/, '');
    case 'html':
      return `HTML page with ${fault.status}`;
    case 'reset':
      return 'Connection reset';
    case 'cut':
      return 'Answer cut off';
    case 'truncated':
      return 'Half of the JSON';
    case 'empty':
      return 'Empty answer';
    case 'instead':
      return `Answer ${JSON.stringify(fault.answer)}`;
    case 'hang':
      return 'No answer';
  }
}

function retryWords(retryAfter: number | undefined): string {
  return retryAfter === undefined ? 'without Retry-After' : `with Retry-After ${retryAfter}`;
}

function whenWords(when: 'before' | 'after'): string {
  return when === 'before' ? 'not done' : 'but done';
}
