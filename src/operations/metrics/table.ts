import { STATUS } from '../../domain/request/status.ts';
import { INCIDENT_KINDS } from '../../interfaces/incidents.ts';
import {
  ARRIVALS,
  AWS_OPERATIONS,
  AWS_RESULTS,
  DECISIONS,
  SLACK_METHODS,
  SLACK_RESULTS,
} from '../../interfaces/meter.ts';

/** What a label's value is where no list has it: whatever is counted, there are no more series than the lists allow. */
export const OTHER = 'other';

/** A label's values: all that there are; those of the settings' accounts and Regions; or one that never changes. */
type Values = readonly string[] | 'settings' | 'one';

/** One family of series. */
export interface Metric {
  type: 'gauge' | 'counter' | 'histogram';
  help: string;
  labels: Readonly<Record<string, Values>>;
  /** Whether all processes of a store tell the same number, or each its own. */
  of: 'store' | 'process';
  /** Seconds; of a histogram. */
  buckets?: readonly number[];
}

/** AWS's states of an interconnect. Source: the API's InterconnectState. */
const PORT_STATES = ['requested', 'pending', 'available', 'down', 'deleting', 'deleted', 'unknown', OTHER];
const OUTCOMES = ['open', 'created', 'refused', 'not_sent', 'throttled', 'unknown', OTHER];
const WORK = ['place', 'reconcile', 'tend', 'deliver', 'follow', 'port', 'loa', 'home', OTHER];
const MINUTE = 60;
const HOUR = 3_600;
const CALL = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const ORDER = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, MINUTE, 5 * MINUTE, HOUR];

/** Every metric of the bot's own, by its name without `interconnect_bot_`; docs/metrics.md has the same. */
export const METRICS = {
  requests: {
    type: 'gauge',
    help: 'Requests by status.',
    labels: { status: [...Object.keys(STATUS), OTHER] },
    of: 'store',
  },
  attempts: {
    type: 'gauge',
    help: 'CreateInterconnect attempts by outcome; open while nobody has an answer.',
    labels: { outcome: OUTCOMES },
    of: 'store',
  },
  ports: {
    type: 'gauge',
    help: 'Ports that are followed, by account, Region and state.',
    labels: { account: 'settings', region: 'settings', state: PORT_STATES },
    of: 'store',
  },
  lines_waiting: {
    type: 'gauge',
    help: 'Lines that Slack has not been told yet.',
    labels: {},
    of: 'store',
  },
  oldest_line_seconds: {
    type: 'gauge',
    help: 'How long the oldest of them had waited when it was counted; 0 where none waits.',
    labels: {},
    of: 'store',
  },
  lines_given_up: {
    type: 'gauge',
    help: 'Lines that Slack refused for good, as blocks and as plain text.',
    labels: {},
    of: 'store',
  },
  strays: {
    type: 'gauge',
    help: 'Ports that bear a tag of ours and belong to no request.',
    labels: {},
    of: 'store',
  },
  last_listing_timestamp_seconds: {
    type: 'gauge',
    help: 'When the ports of an account and Region were last listed completely.',
    labels: { account: 'settings', region: 'settings' },
    of: 'store',
  },
  frozen_timestamp_seconds: {
    type: 'gauge',
    help: 'Since when ordering is frozen by a command; not there while it is not.',
    labels: {},
    of: 'store',
  },
  counted_timestamp_seconds: {
    type: 'gauge',
    help: 'When all of these were counted.',
    labels: {},
    of: 'store',
  },
  decision_seconds: {
    type: 'histogram',
    help: 'From asking to the decision, by what was decided; its count is how many.',
    labels: { decision: DECISIONS },
    of: 'process',
    buckets: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR, 48 * HOUR, 72 * HOUR],
  },
  approve_to_create_seconds: {
    type: 'histogram',
    help: 'From the approval to the moment before the first CreateInterconnect, what held it up included.',
    labels: {},
    of: 'process',
    buckets: ORDER,
  },
  create_to_told_seconds: {
    type: 'histogram',
    help: "From AWS's answer to the port's ID in the thread.",
    labels: {},
    of: 'process',
    buckets: ORDER,
  },
  ack_seconds: {
    type: 'histogram',
    help: "From a payload's arrival to its ack, by what it is; Slack waits three seconds.",
    labels: { arrival: ARRIVALS },
    of: 'process',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, 3],
  },
  slack_calls_total: {
    type: 'counter',
    help: 'Calls to Slack by method and result.',
    labels: { method: [...SLACK_METHODS, OTHER], result: SLACK_RESULTS },
    of: 'process',
  },
  slack_call_seconds: {
    type: 'histogram',
    help: 'How long calls to Slack took, by method.',
    labels: { method: [...SLACK_METHODS, OTHER] },
    of: 'process',
    buckets: CALL,
  },
  aws_calls_total: {
    type: 'counter',
    help: 'Calls to AWS by operation and result, each with all its tries.',
    labels: { operation: [...AWS_OPERATIONS, OTHER], result: AWS_RESULTS },
    of: 'process',
  },
  aws_call_seconds: {
    type: 'histogram',
    help: 'How long calls to AWS took, by operation, with all their tries.',
    labels: { operation: [...AWS_OPERATIONS, OTHER] },
    of: 'process',
    buckets: CALL,
  },
  leases_lost_total: {
    type: 'counter',
    help: 'Writes that came too late, since another process had taken the work.',
    labels: { work: WORK },
    of: 'process',
  },
  ready: {
    type: 'gauge',
    help: 'Whether each part does its work, as /readyz says it.',
    labels: { part: ['slack', 'store'] },
    of: 'process',
  },
  slack_connected: {
    type: 'gauge',
    help: 'Whether clicks can arrive.',
    labels: {},
    of: 'process',
  },
  slack_connections: {
    type: 'gauge',
    help: 'Socket Mode connections that this process holds.',
    labels: {},
    of: 'process',
  },
  ghost_connections: {
    type: 'gauge',
    help: 'Connections that Slack counts and no bot of the store holds, as this process last compared.',
    labels: {},
    of: 'process',
  },
  slack_refuses: {
    type: 'gauge',
    help: 'What Slack refuses until somebody mends it: the whole bot, a place, or messages of the last hour.',
    labels: { what: ['bot', 'place', 'message'] },
    of: 'process',
  },
  incidents: {
    type: 'gauge',
    help: 'What operators have to mend; /readyz says what.',
    labels: {},
    of: 'process',
  },
  incidents_by_kind: {
    type: 'gauge',
    help: 'The same by kind.',
    labels: { kind: [...INCIDENT_KINDS, OTHER] },
    of: 'process',
  },
  build_info: {
    type: 'gauge',
    help: 'Always 1: which bot this is.',
    labels: { version: 'one', node: 'one', engine: ['sqlite', 'postgres'] },
    of: 'process',
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

/** The names of one type. */
export type Of<T extends Metric['type']> = {
  [N in MetricName]: (typeof METRICS)[N]['type'] extends T ? N : never;
}[MetricName];

/** What each name begins with. */
export const PREFIX = 'interconnect_bot_';

/**
 * How many series a metric has at most where the store knows so many accounts' Regions; `account` and `region` come
 * together.
 */
export function mostSeries({ labels, type, buckets = [] }: Metric, places: number): number {
  const values = Object.values(labels).map((all) => (typeof all === 'string' ? 1 : all.length));
  const isPlaced = Object.values(labels).includes('settings');
  // A histogram has its buckets, one for the rest, its sum and its count.
  const each = type === 'histogram' ? buckets.length + 3 : 1;
  return values.reduce((product, count) => product * count, 1) * each * (isPlaced ? places : 1);
}
