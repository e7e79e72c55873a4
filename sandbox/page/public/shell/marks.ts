import type { PersonView, View } from '../../../control/view.ts';
import { count } from '../kit/count.ts';
import { become, complain, work } from '../live.ts';
import { cardsWith } from './cards.ts';
import { showPane } from './phone-bar.ts';
import { fillForm, showChannel } from './story.ts';

/** How things stood when a mark began. */
export interface Start {
  cards: number;
  ports: string[];
  available: number;
  /** When AWS last lost an answer in the dare, in epoch milliseconds. */
  struckAt: number | undefined;
}

/** One step of the tour, and what the visitor may have done for them. */
interface Mark {
  title: string;
  words: (view: View) => string;
  offer?: { words: (view: View) => string; act: (view: View) => void };
  reached: (view: View, start: Start) => boolean;
}

const DARE = 'answer-lost-port-made';

/** What counts for the next mark. */
export function startOf(view: View): Start {
  return {
    cards: cardsWith(view, 'Approve').length,
    ports: view.ports.map(({ interconnectId }) => interconnectId),
    available: view.ports.filter(({ state }) => state === 'available').length,
    struckAt: lostAnswer(view)?.struckAt,
  };
}

/** Whether what a mark asks for has happened since it began. */
export function isReached(mark: number, view: View, start: Start): boolean {
  return MARKS[mark]?.reached(view, start) ?? false;
}

const lostAnswer = ({ dare }: View) => dare.find(({ id }) => id === DARE);
const engineer = ({ people }: View) => nameOf(people[0]);
const lead = ({ people }: View) => nameOf(people[1]);
const nameOf = (person: PersonView | undefined) => person?.name ?? '';

/** Four marks that advance on what really happened, and a last word. */
export const MARKS: Mark[] = [
  {
    title: 'Order a port',
    words: (view) =>
      `You are ${engineer(view)}, an engineer. Type /interconnect in the channel, fill in the form, and ask for approval.`,
    offer: { words: () => 'Fill it in for me', act: () => void filled() },
    reached: (view, start) => cardsWith(view, 'Approve').length > start.cards,
  },
  {
    title: 'Approve it',
    words: (view) =>
      `Now be ${lead(view)}, a lead. Read the card and press Approve. Nobody approves their own request.`,
    offer: { words: (view) => `Be ${lead(view)}`, act: ({ people }) => void beLead(people[1]) },
    reached: (view, start) => newPorts(view, start).length > 0,
  },
  {
    title: 'Watch both sides',
    words: () =>
      'The order was placed once. AWS makes the port, and the thread tells each state, up to light. Here it takes 20 seconds, at AWS days.',
    reached: (view, start) =>
      view.ports.filter(({ state }) => state === 'available').length > start.available ||
      view.ports.length === 0,
  },
  {
    title: 'Make AWS lose its answer',
    words: () =>
      'AWS will make the port, and its answer will be lost on the way. Arm it, order once more, approve, and see whether a second port comes of it.',
    offer: {
      words: () => 'Arm it',
      act: () => {
        showPane('dare');
        void work('dare', { kind: 'arm', scenario: DARE });
      },
    },
    reached: (view, start) => {
      const { stage, struckAt } = lostAnswer(view) ?? {};
      return stage === 'settled' && struckAt !== start.struckAt;
    },
  },
  {
    title: 'One approval, one port',
    words: (view) => {
      const { calls, ports, doubles } = view.invariant;
      const found =
        lostAnswer(view)?.stage === 'settled' ? ' The port was found by its tag and taken over.' : '';
      return `${count(calls, 'call')}, ${count(ports, 'port')}, ${count(doubles, 'double')}.${found} Now try the others: kill the bot in the call, click twice, take Slack away.`;
    },
    reached: () => false,
  },
];

function newPorts({ ports }: View, start: Start): string[] {
  return ports.map(({ interconnectId }) => interconnectId).filter((id) => !start.ports.includes(id));
}

async function filled(): Promise<void> {
  await fillForm(new AbortController().signal).catch(complain);
}

async function beLead(person: PersonView | undefined): Promise<void> {
  showChannel();
  if (person) await become(person.id);
}
