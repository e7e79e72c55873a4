import type { LastListing } from '../domain/port/listing.ts';
import type { Counted } from './counting.ts';
import type { StandingTrouble } from './troubles.ts';

/** Prometheus' text format, version 0.0.4. Label values are the bot's own words and need no escaping. */
export function metricsText(
  { counts, at }: Counted,
  slackConnected: boolean,
  troubles: readonly StandingTrouble[],
  incidents: number,
): string {
  const refused: Record<string, number> = {};
  for (const { scope } of troubles) refused[scope] = (refused[scope] ?? 0) + 1;
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
      'interconnect_bot_lines_given_up',
      'Lines that Slack refused for good, as blocks and as plain text.',
      counts.linesGivenUp,
    ),
    ...single(
      'interconnect_bot_strays',
      'Ports that bear a tag of ours and belong to no request.',
      counts.strays,
    ),
    ...listings(counts.listings),
    ...single('interconnect_bot_counted_timestamp_seconds', 'When all of these were counted.', at / 1_000),
    ...single('interconnect_bot_slack_connected', 'Whether clicks can arrive.', slackConnected ? 1 : 0),
    ...family(
      'interconnect_bot_slack_refuses',
      'What Slack refuses until somebody mends it: the whole bot, a place, or messages of the last hour.',
      'what',
      { bot: 0, place: 0, message: 0, ...refused },
    ),
    ...single('interconnect_bot_incidents', 'What operators have to mend; /readyz says what.', incidents),
    '',
  ].join('\n');
}

function family(name: string, help: string, label: string, values: Record<string, number>): string[] {
  const samples = Object.entries(values).map(([value, count]) => `${name}{${label}="${value}"} ${count}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples];
}

/** Nothing where nothing was listed yet: no time would be a wrong time. */
function listings(all: readonly LastListing[]): string[] {
  if (all.length === 0) return [];
  const name = 'interconnect_bot_last_listing_timestamp_seconds';
  return [
    `# HELP ${name} When the ports of an account and Region were last listed completely.`,
    `# TYPE ${name} gauge`,
    ...all.map(
      ({ accountId, region, at }) => `${name}{account="${accountId}",region="${region}"} ${at / 1_000}`,
    ),
  ];
}

function single(name: string, help: string, value: number): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`];
}
