import { priceOf } from '../../../domain/price.ts';
import { linksAllowed, sortedSpeeds } from '../../../domain/speed.ts';
import { further, named, taken } from '../../rules/describe.ts';
import type { Finding } from '../finding.ts';
import type { Known } from '../known.ts';
import { EXPECTED } from './expected.ts';
import type { RegionRead } from './reads.ts';

/** What was found out before. */
export interface Reads {
  findings: readonly Finding[];
  regions: readonly RegionRead[] | undefined;
  /** What holds orders up. */
  switches: readonly string[];
  known: Known;
}

/** The steps of a first order, with what stands at each of them now. */
export function firstOrderText({ findings, regions, switches, known }: Reads): string {
  return [
    'The first real order, step by step. This only reads: nothing is ordered, and nothing is said in Slack.',
    ...step(1, 'What stands in the way', mended(findings)),
    ...step(
      2,
      'Where an order would go',
      regions?.flatMap((one) => place(one, known)) ?? ['AWS_REGION is wrong.'],
    ),
    ...step(3, 'Who decides', deciders(known, findings)),
    ...step(4, 'Rehearse', rehearsal(switches)),
    ...step(5, 'Order', ordering()),
    ...step(6, 'Watch', watching(regions)),
    ...step(7, 'Stop', stopping(regions)),
  ].join('\n');
}

function step(number: number, title: string, lines: readonly string[]): string[] {
  return ['', `${number}  ${title}`, ...lines.map((line) => `   ${line}`)];
}

function mended(findings: readonly Finding[]): string[] {
  const bad = findings.filter(({ state }) => state === 'wrong');
  const untold = findings.filter(({ state }) => state === 'not checked').map(({ name }) => name);
  return [
    ...(bad.length === 0
      ? ['Nothing that can be checked is wrong.']
      : ['Mend this first:', ...bad.map(({ name, says }) => `- ${name}: ${says}`)]),
    ...(untold.length > 0 ? [`Not checked: ${[...new Set(untold)].join(', ')}.`] : []),
    'Everything, with what to do: npm run doctor -- --fix-hints',
  ];
}

function place(read: RegionRead, { rules }: Known): string[] {
  const where = read.label === undefined ? read.region : `${read.label}, ${read.region}`;
  if (read.kind === 'not read') return [`${where}: could not be read (${read.why}).`];
  const { locations, lags, ports } = read;
  const speeds = sortedSpeeds(locations.flatMap((one) => one.speeds));
  const prices = speeds.flatMap((bandwidth) => {
    const price = priceOf(rules?.prices, { bandwidth });
    return price === undefined ? [] : [`${bandwidth} ${price}`];
  });
  return [
    `${where}: ${locations.length} locations with ${[...new Set(speeds)].join(', ')}; ${there(ports)} there now.`,
    ...(lags ?? []).map(
      ({ lagId, name, location, bandwidth, links }) =>
        `- ${lagId} (${name}) at ${location}: ${links} of ${linksAllowed(bandwidth)} links of ${bandwidth}.`,
    ),
    ...(lags === undefined ? ['- LAGs could not be read.'] : []),
    prices.length > 0
      ? `- ${prices.join(', ')}, as the rules file says.`
      : '- What a port costs, no rules file says; AWS bills its hours.',
  ];
}

function there(ports: number | undefined): string {
  if (ports === undefined) return 'nobody knows what is';
  return ports === 1 ? '1 port is' : `${ports} ports are`;
}

function deciders({ rules }: Known, findings: readonly Finding[]): string[] {
  if (!rules) return ['The rules are wrong: npm run rules -- check'];
  return [
    ...rules.rules.map((rule) => [`${named(rule)}. For ${taken(rule.match)}.`, ...further(rule)].join(' ')),
    ...findings
      .filter(({ name, state }) => name.startsWith('Quorum of ') && state === 'ok')
      .map(({ name, says }) => `${name}: ${says}`),
    'Whoever asks never decides. Which rule takes an order: npm run rules -- explain --help',
  ];
}

function rehearsal(switches: readonly string[]): string[] {
  return [
    ...(switches.length > 0
      ? switches
      : ['Orders are neither frozen nor rehearsed now: the next approval orders.']),
    'Set DRY_RUN=true, restart, ask and approve once: the card ends with "Dry run: nothing was sent to AWS".',
    'Take it out again and restart. A request that was rehearsed can never be placed.',
  ];
}

function ordering(): string[] {
  return [
    'Choose a port that you want in any case: nothing at AWS is for trying.',
    'In Slack: /interconnect, fill in the form, Ask for approval.',
    'In the approvals channel a card says "Waiting for approval"; read place, speed, account and Region once more.',
    'Approve. The last approval that is needed sends one CreateInterconnect, within seconds.',
  ];
}

function watching(regions: Reads['regions']): string[] {
  const region = regions?.[0]?.region ?? 'REGION';
  return [
    "The card's thread says, one after the other:",
    ...EXPECTED.map(({ line, when }) => `- ${line} (${when})`),
    'If it says "Outcome unknown", wait: the bot looks the port up by its tag. Order nothing beside it.',
    `At AWS: aws directconnect describe-interconnects --region ${region}`,
    'What the bot knows: npm run bot -- list, npm run bot -- show ic-...',
    'Whether it is well: curl -s http://127.0.0.1:3001/readyz, or your OPERATOR_PORT',
  ];
}

function stopping(regions: Reads['regions']): string[] {
  const region = regions?.[0]?.region ?? 'REGION';
  return [
    'Before the last approval: Withdraw in the menu of the card, or Reject.',
    'For everybody at once: /interconnect freeze REASON; it says how many orders are on their way already.',
    'After the order the port is there. The bot deletes none; whoever may does it at AWS, in the console or by',
    `aws directconnect delete-interconnect --region ${region} --interconnect-id dxcon-...`,
  ];
}
