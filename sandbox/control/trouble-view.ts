import { AWS_FAULTS, METHODS, OPERATIONS, WEB_FAULTS } from './fault-list.ts';
import { awsWords, webWords } from './fault-words.ts';
import type { ControlOptions } from './types.ts';
import type { TroubleView } from './view.ts';

/** What the page's panel shows: what can be set, what is set, and what has struck. */
export function troubleView(options: ControlOptions): TroubleView {
  const { workspace, aws, channel } = options;
  const slackTrouble = workspace.trouble();
  const awsTrouble = aws.trouble();
  return {
    slack: {
      calls: [...METHODS],
      faults: WEB_FAULTS.map(webWords),
      percent: percentOf(slackTrouble.weather),
      struck: workspace.struck(),
    },
    aws: {
      calls: [...OPERATIONS],
      faults: AWS_FAULTS.map((fault) => awsWords(fault)),
      percent: percentOf(awsTrouble.weather),
      struck: aws.struck(),
    },
    archived: workspace.channels.get(channel)?.isArchived ?? false,
    set: setNow(options),
  };
}

function setNow({ workspace, aws, channel }: ControlOptions): string[] {
  const { waiting, weather, twice, revoked } = workspace.trouble();
  const atAws = aws.trouble();
  const { name, isArchived } = workspace.channels.get(channel) ?? {};
  return [
    ...waiting.map(({ call, fault, times }) => `${nextCalls(call, times)}: ${webWords(fault)}`),
    ...atAws.waiting.map(({ call, fault, times }) => `${nextCalls(call, times)}: ${awsWords(fault, call)}`),
    ...(weather ? [`${percentOf(weather)} % of the Slack calls fail`] : []),
    ...(atAws.weather ? [`${percentOf(atAws.weather)} % of the AWS calls fail`] : []),
    ...(twice > 0 ? [`Delivered twice: the next ${twice === 1 ? 'click' : `${twice} clicks`}`] : []),
    ...(isArchived ? [`#${name} is archived`] : []),
    ...(revoked.includes(workspace.botToken)
      ? ["The bot's token is revoked, until the demo starts anew"]
      : []),
  ];
}

function nextCalls(call: string, times: number): string {
  return times === 1 ? `Next ${call}` : `Next ${times} ${call}`;
}

function percentOf(weather: { share: number } | undefined): number {
  return Math.round((weather?.share ?? 0) * 100);
}
