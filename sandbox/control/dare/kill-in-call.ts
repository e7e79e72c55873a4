import type { AwsFault } from '../../aws/types.ts';
import type { Bots } from '../house.ts';
import { requestOf } from '../request-tag.ts';
import type { Plot } from './plot.ts';
import { ASKED, counted } from './words.ts';

/** So long, by the visitor's own time, the bot stays down. */
const DOWN_MS = 3_000;

export const killInCall: Plot = {
  id: 'kill-in-call',
  title: 'Kill it in the call',
  words:
    'The bot is killed while its order is under way at AWS: the port is made, and nobody is there to hear it.',
  todo: 'Order a port as Erin, then approve it as a lead. The bot is started again after three seconds.',
  fits: ({ bots }) => bots !== undefined,
  arm: ({ options: { aws, bots }, struck }) => {
    const fault: AwsFault = { kind: 'hang', made: true };
    const undo = aws.fault('CreateInterconnect', fault);
    const killed = new Set<string>();
    let down: NodeJS.Timeout | undefined;
    const start = () => {
      clearTimeout(down);
      down = undefined;
      if (bots) each(bots, 'start', ({ name, state }) => state === 'down' && killed.has(name));
    };
    return {
      undo() {
        undo();
        if (down) start();
      },
      isOver: () => down === undefined,
      onExchange({ call, fault: present }) {
        if (present !== fault || !bots) return;
        struck(requestOf(call));
        for (const { name, state } of bots.view().bots) if (state !== 'down') killed.add(name);
        each(bots, 'kill', ({ name }) => killed.has(name));
        down = setTimeout(start, DOWN_MS);
      },
    };
  },
  verdict: ({ approvals, calls, ports, asksPeople }) =>
    `${counted({ approvals, calls, ports })}: ${asksPeople ? ASKED : 'the bot came back, found the port by its tag and took it over.'}`,
};

function each(
  bots: Bots,
  kind: 'kill' | 'start',
  which: (bot: { name: string; state: string }) => boolean,
): void {
  for (const bot of bots.view().bots) if (which(bot)) bots.do(kind, { kind, bot: bot.name });
}
