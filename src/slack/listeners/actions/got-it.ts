import { gotIt as takeAlarm } from '../../../actions/watching/got-it.ts';
import { gotItAnswer, UNKNOWN_ALARM } from '../../../words/answers.ts';
import { readAlarmValue } from '../../blocks/alarm-value.ts';
import { type ButtonArgs, pressed } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Got it: whoever presses it looks after what the alarm beside it is about. */
export function gotIt(deps: SlackDeps) {
  return pressed(deps, async (by, { action }: ButtonArgs) => {
    const value = readAlarmValue(action.value);
    return value ? gotItAnswer(await takeAlarm(deps, { ...value, by })) : UNKNOWN_ALARM;
  });
}
