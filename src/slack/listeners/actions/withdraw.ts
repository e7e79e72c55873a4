import { mayWithdraw, withdraw as withdrawRequest } from '../../../actions/deciding/withdraw.ts';
import { withdrawnAnswer } from '../../../words/answers.ts';
import { withdrawModal } from '../../blocks/modals.ts';
import { type ButtonWork, type MenuWork, pressedValue } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Withdraw: for whoever asked, until something was sent. */
export function withdraw(deps: SlackDeps): ButtonWork {
  return async ({ requestId }, who) => withdrawnAnswer(await withdrawRequest(deps, { requestId, by: who }));
}

/** Withdraw in the card's menu: asks once more, but only whoever may. */
export function withdrawFromMenu(deps: SlackDeps): MenuWork {
  return async ({ requestId }, by, { action, body, client }) => {
    const may = await mayWithdraw(deps, { requestId, by });
    if (may.kind !== 'may') return withdrawnAnswer(may);
    const view = withdrawModal(may.request, pressedValue(action) ?? '');
    return () => client.views.open({ trigger_id: body.trigger_id, view });
  };
}
