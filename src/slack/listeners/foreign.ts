import type {
  AllMiddlewareArgs,
  AnyMiddlewareArgs,
  BlockAction,
  SlackOptionsMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import { ruleThen } from '../../domain/rules/permission.ts';
import { decisionAnswer } from '../../words/answers.ts';
import { CANT_ASK } from '../../words/asking.ts';
import { readAlarmValue } from '../blocks/alarm-value.ts';
import { readButtonValue } from '../blocks/button-value.ts';
import { ACTION } from '../blocks/buttons.ts';
import { readMenuValue } from '../blocks/menu.ts';
import { notice } from '../blocks/modals.ts';
import { FOREIGN } from '../connection/gate.ts';
import { type PressArgs, type Pressable, pressed, pressedValue } from './answering.ts';
import type { SlackDeps } from './deps.ts';
import { emptyList } from './unknown.ts';

/** What opens a form for another port. */
const ASKING: ReadonlySet<string> = new Set([ACTION.requestAgain, ACTION.orderSecond]);

/** Answers what people of other workspaces do, and lets none of it reach a listener: it changes nothing. */
export function answerForeigners(deps: SlackDeps) {
  const press = pressed<Pressable>(deps, (_who, { action }) => refusal(deps, action));
  return async (args: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    if (args.context[FOREIGN] !== true) return args.next();
    if ('command' in args) return args.ack(CANT_ASK);
    if ('shortcut' in args) {
      await args.ack();
      return openNotice(args);
    }
    if ('view' in args)
      return args.ack({ response_action: 'update', view: notice('Not recorded', CANT_ASK) });
    if (isList(args)) return args.ack(emptyList(CANT_ASK));
    if (isPress(args)) return press(args);
    if ('action' in args) await args.ack();
  };
}

/** A shortcut has no other answer than what it opens. */
async function openNotice({
  shortcut,
  client,
}: SlackShortcutMiddlewareArgs & AllMiddlewareArgs): Promise<void> {
  await client.views.open({ trigger_id: shortcut.trigger_id, view: notice('No form', CANT_ASK) });
}

/** What somebody is told who may not decide, or not ask. */
async function refusal(deps: SlackDeps, action: Pressable): Promise<string> {
  if (ASKING.has(action.action_id)) return CANT_ASK;
  const value = pressedValue(action);
  const shown = readButtonValue(value) ?? readMenuValue(value) ?? readAlarmValue(value);
  const request = shown && (await deps.store.read((at) => at.requests.read(shown.requestId)));
  return decisionAnswer(
    request ? { kind: 'not_entitled', rule: ruleThen(request) } : { kind: 'unknown_request' },
  );
}

function isList(
  args: AnyMiddlewareArgs & AllMiddlewareArgs,
): args is SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs {
  return 'options' in args;
}

function isPress(args: AnyMiddlewareArgs & AllMiddlewareArgs): args is PressArgs<Pressable> {
  const type = 'action' in args && (args.body as BlockAction).actions[0]?.type;
  return type === 'button' || type === 'overflow';
}
