import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Request } from '../../domain/request/request.ts';
import { sentModal } from '../blocks/modals.ts';
import { slackCode } from './slack-error.ts';

/** Forms and cards that wait for each other: one is not far behind the other, or in another process. */
const REMEMBERED = 200;

/** Forms that were sent: each gets the link to its card, if it is still open by then. What Slack doesn't take is no loss. */
export interface SentForms {
  /** A form shows that its request was sent. Call it after the ack, which would be drawn over the link. */
  sent(request: Request, viewId: string): void;
  /** A request's card stands in the approvals channel. */
  cardStands(requestId: string, link: string): void;
  /** Resolves when every form that is being drawn was drawn. */
  settled(): Promise<void>;
}

export function createSentForms(client: WebClient, log: Logger): SentForms {
  const forms = new Map<string, { request: Request; viewId: string }>();
  const cards = new Map<string, string>();
  const underWay = new Set<Promise<void>>();
  const draw = async (request: Request, viewId: string, link: string): Promise<void> => {
    try {
      await client.views.update({ view_id: viewId, view: sentModal(request, link) });
    } catch (error) {
      log.info({ code: slackCode(error), request: request.id }, 'sent form not redrawn');
    }
  };
  const meet = (requestId: string) => {
    const form = forms.get(requestId);
    const link = cards.get(requestId);
    if (!form || link === undefined) return;
    forms.delete(requestId);
    cards.delete(requestId);
    const drawn = draw(form.request, form.viewId, link).finally(() => underWay.delete(drawn));
    underWay.add(drawn);
  };
  return {
    sent(request, viewId) {
      remember(forms, request.id, { request, viewId });
      meet(request.id);
    },
    cardStands(requestId, link) {
      remember(cards, requestId, link);
      meet(requestId);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest);
}
