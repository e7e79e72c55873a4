import { lookSoon } from '../../../actions/following/look-soon.ts';
import { requestDetails } from '../../../actions/showing/details.ts';
import { ruleThen } from '../../../domain/rules/permission.ts';
import { UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { detailsModal } from '../../blocks/details.ts';
import type { MenuWork } from '../answering.ts';
import { type SlackDeps, viewing } from '../deps.ts';

/** Details: what a card has no room for, for anybody. */
export function details(deps: SlackDeps): MenuWork {
  return async ({ requestId }, _who, { body, client }) => {
    const { store, directory } = deps;
    const known = await requestDetails({ store, ...viewing(deps) }, requestId);
    if (!known) return UNKNOWN_REQUEST;
    const peopleOf = (approvers: Parameters<typeof directory.peopleIn>[0]) =>
      [...directory.peopleIn(approvers)].map((id) => ({ id, name: directory.nameOf(id, id) }));
    const view = detailsModal(known, peopleOf(ruleThen(known.view.request).approvers));
    return async () => {
      await client.views.open({ trigger_id: body.trigger_id, view });
      await lookSoon(deps, requestId).catch((error: unknown) =>
        deps.log.warn({ err: error, request: requestId }, 'its port is not listed sooner'),
      );
    };
  };
}
