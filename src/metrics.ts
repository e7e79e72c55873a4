import type { Counts } from './actions/ports.ts';

/** Prometheus' text format, version 0.0.4. Label values are the bot's own words and need no escaping. */
export function metricsText(counts: Counts, slackConnected: boolean): string {
  return [
    ...family('interconnect_bot_requests', 'Requests by status.', 'status', counts.requests),
    ...family(
      'interconnect_bot_attempts',
      'CreateInterconnect attempts by outcome.',
      'outcome',
      counts.attempts,
    ),
    ...single(
      'interconnect_bot_lines_waiting',
      'Lines that Slack has not been told yet.',
      counts.linesWaiting,
    ),
    ...single(
      'interconnect_bot_strays',
      'Ports that bear a tag of ours and belong to no request.',
      counts.strays,
    ),
    ...single('interconnect_bot_slack_connected', 'Whether clicks can arrive.', slackConnected ? 1 : 0),
    '',
  ].join('\n');
}

function family(name: string, help: string, label: string, values: Record<string, number>): string[] {
  const samples = Object.entries(values).map(([value, count]) => `${name}{${label}="${value}"} ${count}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples];
}

function single(name: string, help: string, value: number): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`];
}
