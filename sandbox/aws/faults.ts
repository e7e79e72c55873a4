import { Faults } from '../faults.ts';
import type { AwsRequest } from './request.ts';
import { isDone } from './spoil.ts';
import type { AwsFault, AwsWeather } from './types.ts';

const SERVER_ERROR = { kind: 'error', name: 'DirectConnectServerException', status: 500 } as const;

/** What goes wrong by chance unless the weather names its faults: everything that ends by itself. */
const USUAL: readonly AwsFault[] = [
  { kind: 'error', name: 'ThrottlingException', status: 400 },
  { ...SERVER_ERROR, made: true },
  { ...SERVER_ERROR, made: false },
  { kind: 'html', status: 502 },
  { kind: 'reset', made: true },
  { kind: 'reset', made: false },
  { kind: 'cut', made: true },
  { kind: 'truncated', made: true },
  { kind: 'empty', made: true },
  { kind: 'slow', ms: 300 },
];

/** What goes wrong at AWS. */
export class AwsFaults extends Faults<AwsFault> {
  weather: AwsWeather | undefined;

  constructor() {
    super(USUAL, nameOf);
  }

  /** How this call goes wrong, if it does. */
  ofCall(request: AwsRequest): AwsFault | undefined {
    const { operation } = request;
    const later = turnsPage(request) ? this.take(laterPage(operation), undefined) : undefined;
    return later ?? this.take(operation, this.weather);
  }
}

/** What a fault is set for that strikes where a page is turned. */
function laterPage(operation: string): string {
  return `${operation}, a later page`;
}

function turnsPage(request: AwsRequest): boolean {
  return /"nextToken":"[^"]/.test(request.body);
}

/** Whether a port was made is said only where one can be. */
function nameOf(operation: string, fault: AwsFault): string {
  const made = operation === 'CreateInterconnect' && !isDone(fault) && fault.made;
  return `${kindOf(fault)}${made === 'late' ? ' late' : made ? ' made' : ''}`;
}

function kindOf(fault: AwsFault): string {
  if (fault.kind === 'error') return fault.name;
  return fault.kind === 'html' ? `html ${fault.status}` : fault.kind;
}
