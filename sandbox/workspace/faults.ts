import { Faults } from '../faults.ts';
import type { Weather, WebFault } from './trouble.ts';

/** What goes wrong by chance unless the weather names its faults: everything that ends by itself. */
const USUAL: readonly WebFault[] = [
  { kind: 'status', status: 429, when: 'before', retryAfter: 1 },
  { kind: 'status', status: 429, when: 'before' },
  { kind: 'status', status: 500, when: 'before' },
  { kind: 'status', status: 500, when: 'after' },
  { kind: 'status', status: 503, when: 'before' },
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'error', error: 'internal_error' },
  { kind: 'slow', ms: 300 },
];

/** What goes wrong at Slack: its Web API's calls, and what it delivers. */
export class SlackFaults extends Faults<WebFault> {
  weather: Weather | undefined;

  constructor() {
    super(USUAL, (_method, fault) => nameOf(fault));
  }

  /** How this Web API call goes wrong, if it does. */
  ofCall(method: string): WebFault | undefined {
    return this.take(method, this.weather);
  }

  /** Whether chance has it that this delivery goes out twice, or that its socket is dropped. */
  strikes(what: 'twice' | 'dropped'): boolean {
    const { random = Math.random, [what]: share = 0 } = this.weather ?? {};
    if (share === 0 || random() >= share) return false;
    this.count(what);
    return true;
  }
}

function nameOf(fault: WebFault): string {
  if (fault.kind === 'status') return fault.status === 429 ? '429' : `${fault.status} ${fault.when}`;
  if (fault.kind === 'reset') return `reset ${fault.when}`;
  return fault.kind === 'error' ? fault.error : fault.kind;
}
