import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  OverflowAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Person } from '../../domain/person.ts';
import { UNKNOWN_REQUEST } from '../../words/answers.ts';
import { escaped, plainSection } from '../blocks/blocks.ts';
import { type ButtonValue, readButtonValue } from '../blocks/button-value.ts';
import type { MenuValue } from '../blocks/menu.ts';
import { notice } from '../blocks/modals.ts';
import { judge, OPENED_ALREADY, slackCode } from '../outbound/slack-error.ts';
import type { SlackDeps } from './deps.ts';
import { failureAnswer } from './failure-answer.ts';
import { tellInDm } from './in-dm.ts';
import { isInHome, redrawHome } from './in-home.ts';

/** What is pressed: a button, or an option of a card's menu. */
export type Pressable = ButtonAction | OverflowAction;
export type PressArgs<A extends Pressable> = SlackActionMiddlewareArgs<BlockAction<A>> & AllMiddlewareArgs;
export type ButtonArgs = PressArgs<ButtonAction>;
export type MenuArgs = PressArgs<OverflowAction>;

/** What follows the ack: a private answer, something to open, or nothing, where the card says it all. */
export type AfterAck = string | (() => Promise<unknown>) | undefined;

/** What a button's handler does before the ack; no call to Slack or AWS in it. */
export type ButtonWork = (value: ButtonValue, who: Person, args: ButtonArgs) => Promise<AfterAck>;

/** What a choice of the card's menu does before the ack; no call to Slack or AWS in it. */
export type MenuWork = (value: MenuValue, who: Person, args: MenuArgs) => Promise<AfterAck>;

const NOT_OPENED = 'It could not be opened: Slack gives three seconds, and they were over. Press again.';
const BUSY = 'Slack is too busy to open it. Press again in a minute.';
const NOT_CONFIRMED = "Slack didn't confirm that it was opened. If it isn't there, press again.";

/** Answers a press of one of our buttons; `value` says which request it is about. */
export function button(deps: SlackDeps, work: ButtonWork) {
  return pressed<ButtonAction>(deps, async (who, args) => {
    const value = readButtonValue(args.action.value);
    return value ? work(value, who, args) : UNKNOWN_REQUEST;
  });
}

/**
 * Runs a press's work and answers whoever pressed. The ack leaves after the commit and before any call to
 * Slack, so that a click is never taken and then lost; whatever goes wrong is said where the click was.
 */
export function pressed<A extends Pressable>(
  deps: SlackDeps,
  work: (who: Person, args: PressArgs<A>) => Promise<AfterAck>,
) {
  return async (args: PressArgs<A>): Promise<void> => {
    const { ack, body, action } = args;
    const who = personOf(deps, body.user);
    const click = { user: who.id, action: action.action_id, value: pressedValue(action) };
    let answer: AfterAck;
    try {
      answer = await work(who, args);
    } catch (error) {
      answer = failureAnswer(error);
      deps.log.error({ err: error, ...click }, 'click failed');
    }
    await ack();
    if (typeof answer === 'function') answer = await opened(deps, answer, who);
    if (answer !== undefined) {
      await answerPrivately(deps, args, answer).catch((error: unknown) =>
        deps.log.error({ err: error, ...click }, 'private answer lost'),
      );
    }
    if (isInHome(body)) await redrawHome(deps, who.id);
    await tend(deps);
  };
}

/** What the pressed thing carries. */
export function pressedValue(action: Pressable): string | undefined {
  return action.type === 'overflow' ? action.selected_option.value : action.value;
}

/** What was met and not known is learnt after the ack and the answer, for the next click. */
export async function tend({ directory, log }: SlackDeps): Promise<void> {
  try {
    await directory.tend();
  } catch (error) {
    log.warn({ code: slackCode(error) }, 'names or approvers not read');
  }
}

/** Opens what a click asked for; what to say if Slack didn't let it. */
async function opened(
  deps: SlackDeps,
  open: () => Promise<unknown>,
  who: Person,
): Promise<string | undefined> {
  try {
    await open();
    return undefined;
  } catch (error) {
    const code = slackCode(error);
    if (code === OPENED_ALREADY) return undefined;
    deps.log.warn({ code, user: who.id }, 'modal not opened');
    const { kind } = judge(error);
    return kind === 'unknown' ? NOT_CONFIRMED : kind === 'later' ? BUSY : NOT_OPENED;
  }
}

/** Says something to one person where their click was: ephemeral in a channel or thread, a line in a DM, a modal in Home. */
async function answerPrivately<A extends Pressable>(
  deps: SlackDeps,
  args: PressArgs<A>,
  text: string,
): Promise<void> {
  const { body, client, respond } = args;
  if (isInHome(body)) {
    const view = notice('Interconnect', text);
    await client.views.open({ trigger_id: body.trigger_id, view }).catch(async (error: unknown) => {
      // It may be there: nobody is answered twice.
      if (judge(error).kind === 'unknown') throw error;
      await tellInDm(client, body.user.id, text);
      deps.log.warn({ code: slackCode(error), user: body.user.id }, 'private answer went by direct message');
    });
    return;
  }
  const { channel, threadTs } = placeOf(body);
  const message = {
    text: escaped(text),
    blocks: [plainSection(text)],
    ...(threadTs ? { thread_ts: threadTs } : {}),
  };
  const byUrl = async () => {
    // Without one Bolt has no way to respond; a click in a view has none.
    if (!URL.canParse(body.response_url ?? '')) throw new Error('the click names no place for an answer');
    await respond({ ...message, response_type: 'ephemeral', replace_original: false });
  };
  try {
    if (!channel) await byUrl();
    else if (channel.startsWith('D')) await client.chat.postMessage({ ...message, channel });
    else await client.chat.postEphemeral({ ...message, channel, user: body.user.id });
  } catch (error) {
    if (!channel) throw error;
    await byUrl().catch((last: unknown) => {
      throw new AggregateError([error, last], 'neither way took it');
    });
    deps.log.warn({ code: slackCode(error), user: body.user.id }, 'private answer went by the response URL');
  }
}

/** Where a click was; `threadTs` is set where the button stands in a thread, below its parent. */
function placeOf(body: BlockAction<Pressable>): {
  channel: string | undefined;
  threadTs: string | undefined;
} {
  const container: { channel_id?: string; thread_ts?: string; message_ts?: string } = body.container ?? {};
  const { thread_ts, message_ts } = container;
  return {
    channel: body.channel?.id ?? container.channel_id,
    threadTs: thread_ts === message_ts ? undefined : thread_ts,
  };
}

/** Whoever acted, with the best name known. */
export function personOf(deps: SlackDeps, user: { id: string; name?: string; username?: string }): Person {
  return { id: user.id, name: deps.directory.nameOf(user.id, user.name ?? user.username ?? user.id) };
}
