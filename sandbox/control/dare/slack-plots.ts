import type { WebFault } from '../../workspace/types.ts';
import type { Plot } from './plot.ts';
import { ASKED, counted } from './words.ts';

const AWAY: WebFault = { kind: 'status', status: 503, when: 'before' };
/** So long, by the visitor's own time, Slack is away, and a channel archived. */
const AWAY_MS = 5_000;
const ARCHIVED_MS = 10_000;

export const archiveChannel: Plot = {
  id: 'archive-channel',
  title: 'Archive the channel',
  words:
    'The approvals channel is archived in the moment of the approval: nothing can be posted there any more.',
  isToldByCard: true,
  todo: 'Order a port as Erin, then approve it as a lead. After ten seconds the channel is brought back; or bring it back yourself. Within a minute the bot tries it again.',
  arm: ({ options: { workspace, channel }, struck }) => {
    let back: NodeJS.Timeout | undefined;
    const bringBack = () => {
      clearTimeout(back);
      back = undefined;
      workspace.archive(channel, false);
    };
    return {
      undo() {
        if (back) bringBack();
      },
      isOver: () => workspace.channels.get(channel)?.isArchived === false,
      onApproval({ request }) {
        if (back) return;
        workspace.archive(channel);
        back = setTimeout(bringBack, ARCHIVED_MS);
        struck(request);
      },
    };
  },
  verdict: ({ approvals, calls, ports, asksPeople }) =>
    `${counted({ approvals, calls, ports })}: ${asksPeople ? ASKED : 'told within a minute of the channel being back.'}`,
};

export const deleteCard: Plot = {
  id: 'delete-card',
  title: 'Delete the card',
  words: 'Somebody deletes the card right after the approval, while the order is on its way.',
  todo: 'Order a port as Erin, then approve it as a lead.',
  arm: ({ options: { workspace, channel }, struck }) => ({
    undo() {},
    onApproval({ request, message, done }) {
      if (message?.channel !== channel) return;
      void done.then(() => {
        const card = workspace.messages(channel).find(({ ts }) => ts === message.ts);
        if (!card || card.subtype === 'tombstone') return;
        workspace.deleteMessage(channel, card.ts);
        struck(request);
      });
    },
  }),
  verdict: ({ approvals, calls, ports, asksPeople }) =>
    `${counted({ approvals, calls, ports })}: ${asksPeople ? ASKED : 'the card was posted anew.'}`,
};

export const slackAway: Plot = {
  id: 'slack-away',
  title: 'Slack is away',
  words: `After the approval Slack answers no call for ${AWAY_MS / 1000} seconds: the bot can tell nobody anything.`,
  isToldByCard: true,
  todo: 'Order a port as Erin, then approve it as a lead.',
  arm: ({ options: { workspace }, struck }) => {
    let back: NodeJS.Timeout | undefined;
    let wanted: string | undefined;
    let before: ReturnType<typeof workspace.trouble>['weather'];
    const bringBack = () => {
      clearTimeout(back);
      back = undefined;
      // The visitor may have set another meanwhile, or none.
      if (workspace.trouble().weather?.faults?.includes(AWAY)) workspace.weather(before);
    };
    return {
      undo() {
        if (back) bringBack();
      },
      isOver: () => back === undefined,
      onApproval({ request }) {
        if (back) return;
        wanted = request;
        before = workspace.trouble().weather;
        workspace.weather({ share: 1, faults: [AWAY] });
        back = setTimeout(bringBack, AWAY_MS);
      },
      onCall({ fault }) {
        if (fault === AWAY) struck(wanted);
      },
    };
  },
  verdict: ({ approvals, calls, ports, asksPeople }) =>
    `${counted({ approvals, calls, ports })}: ${asksPeople ? ASKED : 'ordered while Slack was away, told when it was back.'}`,
};
