import type { Person } from '../../../domain/person.ts';
import type { AfterAck, ButtonArgs } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { learnAsker, newForm, whyNoForm } from '../opening-form.ts';

/** Order an interconnect, in the Home tab: opens the form. */
export function orderInterconnect(deps: SlackDeps) {
  return async (who: Person, { body, client }: ButtonArgs): Promise<AfterAck> => {
    const barred = whyNoForm(deps, who.id);
    if (barred !== undefined) return barred;
    return async () => {
      await client.views.open({ trigger_id: body.trigger_id, view: newForm(deps) });
      await learnAsker(deps, who.id);
    };
  };
}
