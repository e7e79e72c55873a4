import type { RequestView } from '../../actions/slack-ports.ts';
import { escaped } from './blocks.ts';

/**
 * What is left of a card or direct message that Slack refuses to show: where the request stands, in the bot's own
 * words only, since text without blocks is read as markup. It has no buttons; the next state is drawn whole again.
 */
export function plainMessage({ request }: RequestView): { text: string } {
  const { state } = request;
  const port = 'interconnectId' in state ? ` (${state.interconnectId})` : '';
  const status = state.status.replaceAll('_', ' ');
  return {
    text: escaped(
      `${request.id}: ${status}${port}. Slack refused to show the rest; the bot's operators know.`,
    ),
  };
}
