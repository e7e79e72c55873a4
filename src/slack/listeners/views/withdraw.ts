import { withdraw } from '../../../actions/deciding/withdraw.ts';
import { UNKNOWN_REQUEST, withdrawnAnswer } from '../../../words/answers.ts';
import { readMenuValue } from '../../blocks/menu.ts';
import type { SlackDeps } from '../deps.ts';
import { answerSent, type SentArgs } from './answer-sent.ts';

/** The withdrawal that a card's menu asked about, sent: this, not the menu, takes the request back. */
export function withdrawSubmitted(deps: SlackDeps) {
  return (args: SentArgs): Promise<void> => {
    const requestId = readMenuValue(args.view.private_metadata)?.requestId;
    return answerSent(deps, args, {
      requestId,
      title: 'Not withdrawn',
      failure: 'withdrawal failed',
      record: async (by) =>
        requestId === undefined ? UNKNOWN_REQUEST : withdrawnAnswer(await withdraw(deps, { requestId, by })),
    });
  };
}
