import type { Json } from '../workspace/types.ts';
import { AWS_FAULTS, METHODS, OPERATIONS, WEB_FAULTS } from './fault-list.ts';
import { awsWords, webWords } from './fault-words.ts';
import { type Input, inputOf } from './input.ts';
import type { ControlOptions } from './types.ts';

/** Does something and says what, in words. */
type Act = (options: ControlOptions, input: Input) => string;

const MOST_TIMES = 20;
const MOST_PERCENT = 50;

const acts = new Map<string, Act>([
  ['slackFault', slackFault],
  ['awsFault', awsFault],
  ['slackShare', slackShare],
  ['awsShare', awsShare],
  ['dropSockets', always('cuts the connections to Slack', ({ workspace }) => workspace.dropSockets())],
  [
    'refreshSockets',
    always('lets Slack ask for new connections', ({ workspace }) => workspace.refreshSockets()),
  ],
  ['deliverTwice', always('lets Slack deliver the next click twice', (to) => to.workspace.deliverTwice())],
  ['archive', always('archives the channel', ({ workspace, channel }) => workspace.archive(channel))],
  [
    'unarchive',
    always('brings the channel back', ({ workspace, channel }) => workspace.archive(channel, false)),
  ],
  [
    'revokeToken',
    always("revokes the bot's token", ({ workspace }) => workspace.revokeToken(workspace.botToken)),
  ],
  ['deleteCard', always('deletes the newest card', deleteCard)],
  ['clear', always('lets nothing go wrong from now on', clear)],
]);

/** What can be made to go wrong. */
export const TROUBLES: readonly string[] = [...acts.keys()];

/** Does the trouble that the page's visitor asked for and says what, in words; throws what was wrong with the wish. */
export function makeTrouble(options: ControlOptions, body: Json): string {
  const input = inputOf(body);
  const act = acts.get(input.text('kind'));
  if (!act) throw new Error(`Unknown trouble: ${input.text('kind')}`);
  return act(options, input);
}

function always(words: string, run: (options: ControlOptions) => void): Act {
  return (options) => {
    run(options);
    return words;
  };
}

function slackFault({ workspace }: ControlOptions, input: Input): string {
  const fault = chosen(WEB_FAULTS, webWords, input.text('fault'));
  const call = chosen(METHODS, String, input.text('call'));
  const times = input.count('times', 1, MOST_TIMES);
  workspace.fault(call, fault, times);
  return `spoils ${nextCalls(call, times)}: ${webWords(fault)}`;
}

function awsFault({ aws }: ControlOptions, input: Input): string {
  const fault = chosen(AWS_FAULTS, awsWords, input.text('fault'));
  const call = chosen(OPERATIONS, String, input.text('call'));
  const times = input.count('times', 1, MOST_TIMES);
  aws.fault(call, fault, times);
  return `spoils ${nextCalls(call, times)}: ${awsWords(fault, call)}`;
}

function slackShare({ workspace }: ControlOptions, input: Input): string {
  const percent = input.count('percent', 0, MOST_PERCENT);
  workspace.weather(weatherOf(percent));
  return `lets ${percent} % of the Slack calls fail`;
}

function awsShare({ aws }: ControlOptions, input: Input): string {
  const percent = input.count('percent', 0, MOST_PERCENT);
  aws.weather(weatherOf(percent));
  return `lets ${percent} % of the AWS calls fail`;
}

function weatherOf(percent: number): { share: number } | undefined {
  return percent === 0 ? undefined : { share: percent / 100 };
}

/** A card stands in the channel itself and has blocks; what people write has none. */
function deleteCard({ workspace, channel }: ControlOptions): void {
  const newest = workspace.messages(channel).findLast(({ blocks }) => blocks.length > 0);
  if (!newest) throw new Error('There is no card.');
  workspace.deleteMessage(channel, newest.ts);
}

/** What is archived, revoked or deleted stays so. */
function clear({ workspace, aws }: ControlOptions): void {
  workspace.weather(undefined);
  workspace.clearFaults();
  workspace.deliverTwice(0);
  aws.weather(undefined);
  aws.clearFaults();
}

function nextCalls(call: string, times: number): string {
  return times === 1 ? `the next ${call}` : `the next ${times} ${call}`;
}

function chosen<T>(choices: readonly T[], words: (choice: T) => string, wanted: string): T {
  const found = choices.find((choice) => words(choice) === wanted);
  if (found === undefined) throw new Error(`Not among the choices: ${wanted}`);
  return found;
}
