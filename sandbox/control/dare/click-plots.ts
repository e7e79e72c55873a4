import type { Person } from '../../workspace/types.ts';
import type { ControlOptions } from '../types.ts';
import type { Click, Plot } from './plot.ts';
import { count, counted } from './words.ts';

export const clickTwice: Plot = {
  id: 'click-twice',
  title: 'Click twice',
  words: 'Slack delivers the same click on Approve twice, as it does when it believes the first was lost.',
  todo: 'Order a port as Erin, then approve it as a lead, once.',
  arm: ({ options: { workspace }, struck }) => {
    let isSet = false;
    // A press of which nothing came must leave no other click to be delivered twice.
    const undo = () => {
      if (isSet) workspace.deliverTwice(0);
      isSet = false;
    };
    return {
      undo,
      beforeApproval() {
        isSet = true;
        workspace.deliverTwice();
      },
      afterApproval: undo,
      onApproval({ request, times }) {
        if (times < 2) return;
        isSet = false;
        struck(request);
      },
    };
  },
  verdict: ({ approvals, calls, ports }) =>
    `${count(approvals, 'approval')}, delivered twice: ${count(calls, 'call')}, ${count(ports, 'port')}.`,
};

export const twoLeads: Plot = {
  id: 'two-leads',
  title: 'Two leads at once',
  words: 'Two leads press Approve in the same moment.',
  todo: 'Order a port as Erin, then approve it in the channel as a lead: another lead presses at the same moment.',
  fits: (options) => leadsOf(options).length > 1,
  arm: ({ options, struck, note }) => {
    /** The visitor's press, who has pressed the same, and how many of the two presses are under way. */
    let pair:
      | { click: Click; request?: string | undefined; users: Set<string>; underWay: number }
      | undefined;
    let hasStruck = false;
    const over = () => {
      if (!pair) return;
      pair.underWay -= 1;
      if (pair.underWay === 0) pair = undefined;
    };
    return {
      undo() {},
      isOver: () => pair === undefined,
      beforeApproval(click) {
        const leads = leadsOf(options);
        // A card in somebody's direct messages is theirs alone.
        const other = leads.find(({ id, sees }) => {
          const seen = sees(click.message.channel).some(({ ts }) => ts === click.message.ts);
          return id !== click.person.id && seen;
        });
        if (!other || pair || hasStruck || !leads.some(({ id }) => id === click.person.id)) return;
        pair = { click, users: new Set(), underWay: 2 };
        other.press(click.message, 'Approve', click.value).then(over, (error: unknown) => {
          over();
          note(`${options.workspace.nameOf(other.id)} could not press Approve: ${String(error)}`);
        });
      },
      afterApproval(click) {
        if (click === pair?.click) over();
      },
      onApproval({ user, request }) {
        if (!pair) return;
        pair.request ??= request;
        if (request === pair.request) pair.users.add(user);
        if (pair.users.size < 2) return;
        hasStruck = true;
        struck(request);
      },
    };
  },
  verdict: ({ approvals, calls, ports }) => `2 leads at once: ${counted({ approvals, calls, ports })}.`,
};

function leadsOf({ people, workspace }: ControlOptions): Person[] {
  return people.filter(({ role }) => /\blead\b/.test(role)).map(({ id }) => workspace.as(id));
}
