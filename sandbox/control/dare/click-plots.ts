import type { Person } from '../../workspace/types.ts';
import type { ControlOptions } from '../types.ts';
import type { Plot } from './plot.ts';
import { count } from './words.ts';

export const clickTwice: Plot = {
  id: 'click-twice',
  title: 'Click twice',
  words: 'Slack delivers the same click on Approve twice, as it does when it believes the first was lost.',
  todo: 'Order a port as Erin, then approve it as a lead, once.',
  arm: ({ options: { workspace }, struck }) => ({
    undo() {},
    beforeApproval: () => workspace.deliverTwice(),
    onApproval({ request, times }) {
      if (times > 1) struck(request);
    },
  }),
  verdict: ({ approvals, calls, ports }) =>
    `${count(approvals, 'approval')}, delivered twice: ${count(calls, 'call')}, ${count(ports, 'port')}.`,
};

export const twoLeads: Plot = {
  id: 'two-leads',
  title: 'Two leads at once',
  words: 'Two leads press Approve in the same moment.',
  todo: 'Order a port as Erin, then approve it as a lead: another lead presses at the same moment.',
  fits: (options) => leadsOf(options).length > 1,
  arm: ({ options, struck, note }) => {
    const users = new Set<string>();
    let underWay = 0;
    return {
      undo() {},
      isOver: () => underWay === 0,
      beforeApproval({ person, message, value }) {
        const other = leadsOf(options).find(({ id }) => id !== person.id);
        if (!other || users.size > 0 || underWay > 0) return;
        underWay += 1;
        const done = () => {
          underWay -= 1;
        };
        other.press(message, 'Approve', value).then(done, (error: unknown) => {
          done();
          note(`${options.workspace.nameOf(other.id)} could not press Approve: ${String(error)}`);
        });
      },
      onApproval({ user, request }) {
        users.add(user);
        if (users.size > 1) struck(request);
      },
    };
  },
  verdict: ({ clicks, approvals, calls, ports }) =>
    `${count(clicks, 'lead')} at once: ${count(approvals, 'approval')}, ${count(calls, 'call')}, ${count(ports, 'port')}.`,
};

function leadsOf({ people, workspace }: ControlOptions): Person[] {
  return people.filter(({ role }) => /\blead\b/.test(role)).map(({ id }) => workspace.as(id));
}
