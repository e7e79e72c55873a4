import { getLoaAgain } from '../../../actions/loa/get-loa-again.ts';
import { UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { loaAnswer } from '../../../words/loa.ts';
import { readLoaModal } from '../../blocks/loa-modal.ts';
import type { SlackDeps } from '../deps.ts';
import { answerSent, type SentArgs } from './answer-sent.ts';

/** Get the LOA again, confirmed: this, not the button, has AWS asked. */
export function loaAgainSubmitted(deps: SlackDeps) {
  return (args: SentArgs): Promise<void> => {
    const shown = readLoaModal(args.view.private_metadata);
    return answerSent(deps, args, {
      requestId: shown?.requestId,
      title: 'Get the LOA again',
      failure: 'LOA not asked for',
      record: async (by) => (shown ? loaAnswer(await getLoaAgain(deps, { ...shown, by })) : UNKNOWN_REQUEST),
    });
  };
}
