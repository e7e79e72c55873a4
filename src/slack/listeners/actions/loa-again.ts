import { mayGetLoa } from '../../../actions/loa/get-loa-again.ts';
import type { Person } from '../../../domain/person.ts';
import { loaAnswer } from '../../../words/loa.ts';
import { loaModal } from '../../blocks/loa-modal.ts';
import type { AfterAck, ButtonArgs, ButtonWork, MenuArgs, MenuWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Get the LOA again, on a line: says what it does, and asks to confirm; but only those who may. */
export function loaAgain(deps: SlackDeps): ButtonWork {
  return ({ requestId }, by, args) => asked(deps, requestId, by, args);
}

/** The same in the card's menu. */
export function loaAgainFromMenu(deps: SlackDeps): MenuWork {
  return ({ requestId }, by, args) => asked(deps, requestId, by, args);
}

async function asked(
  deps: SlackDeps,
  requestId: string,
  by: Person,
  { body, client }: ButtonArgs | MenuArgs,
): Promise<AfterAck> {
  const may = await mayGetLoa(deps, { requestId, by });
  if (may.kind !== 'may') return loaAnswer(may);
  const view = loaModal(may);
  return () => client.views.open({ trigger_id: body.trigger_id, view });
}
