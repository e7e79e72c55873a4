import type { Json } from '../workspace/types.ts';
import { AWS_FAULTS, METHODS, OPERATIONS, WEB_FAULTS } from './fault-list.ts';
import { awsWords, webWords } from './fault-words.ts';
import { type Input, inputOf } from './input.ts';
import type { ControlOptions } from './types.ts';

type Act = (options: ControlOptions, input: Input) => void;

const MOST_TIMES = 20;
const MOST_PERCENT = 50;

const acts = new Map<string, Act>([
  ['slackFault', slackFault],
  ['awsFault', awsFault],
  ['slackShare', ({ workspace }, input) => workspace.weather(weatherOf(input))],
  ['awsShare', ({ aws }, input) => aws.weather(weatherOf(input))],
  ['dropSockets', ({ workspace }) => workspace.dropSockets()],
  ['refreshSockets', ({ workspace }) => workspace.refreshSockets()],
  ['deliverTwice', ({ workspace }) => workspace.deliverTwice()],
  ['archive', ({ workspace, channel }) => workspace.archive(channel)],
  ['unarchive', ({ workspace, channel }) => workspace.archive(channel, false)],
  ['revokeToken', ({ workspace }) => workspace.revokeToken(workspace.botToken)],
  ['deleteCard', deleteCard],
  ['clear', clear],
]);

/** Does the trouble that the page's visitor asked for; throws what was wrong with the wish. */
export function makeTrouble(options: ControlOptions, body: Json): void {
  const input = inputOf(body);
  const act = acts.get(input.text('kind'));
  if (!act) throw new Error(`Unknown trouble: ${input.text('kind')}`);
  act(options, input);
}

function slackFault({ workspace }: ControlOptions, input: Input): void {
  const fault = chosen(WEB_FAULTS, webWords, input.text('fault'));
  workspace.fault(chosen(METHODS, String, input.text('call')), fault, input.count('times', 1, MOST_TIMES));
}

function awsFault({ aws }: ControlOptions, input: Input): void {
  const fault = chosen(AWS_FAULTS, awsWords, input.text('fault'));
  aws.fault(chosen(OPERATIONS, String, input.text('call')), fault, input.count('times', 1, MOST_TIMES));
}

function weatherOf(input: Input): { share: number } | undefined {
  const percent = input.count('percent', 0, MOST_PERCENT);
  return percent === 0 ? undefined : { share: percent / 100 };
}

/** A card stands in the channel itself and has blocks; what people write has none. */
function deleteCard({ workspace, channel }: ControlOptions): void {
  const newest = workspace.messages(channel).findLast(({ blocks }) => blocks.length > 0);
  if (!newest) throw new Error('There is no card.');
  workspace.deleteMessage(channel, newest.ts);
}

/** Nothing goes wrong from now on; what is archived, revoked or deleted stays so. */
function clear({ workspace, aws }: ControlOptions): void {
  workspace.weather(undefined);
  workspace.clearFaults();
  workspace.deliverTwice(0);
  aws.weather(undefined);
  aws.clearFaults();
}

function chosen<T>(choices: readonly T[], words: (choice: T) => string, wanted: string): T {
  const found = choices.find((choice) => words(choice) === wanted);
  if (found === undefined) throw new Error(`Not among the choices: ${wanted}`);
  return found;
}
