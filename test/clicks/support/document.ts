import { BUTTONS, type Button } from './buttons.ts';
import { type Circumstance, circumstance, WHEN, type When } from './circumstances.ts';
import { expected } from './oracle.ts';
import { PEOPLE, WHO, type Who } from './people.ts';
import { cellsOf, statesOf } from './run.ts';
import { held, STATES } from './states.ts';

const INTRODUCTION = `# Every click answered

What comes of every click about a request: in every state, on every button, by everybody, on a card of any age. An old
card's buttons can always be pressed, so every button stands in every state, whether or not its card offers it there.
This page is made from the bot's own tables by \`test/clicks\`, which makes each of these clicks at the bot's listeners on
a real store and fails where an answer, a state or a vote is another one, where a click is answered twice or not at all, or
where this page is not what it would make. Some two hundred of them are made in Slack, over Socket Mode and over HTTP, so that
each two of state, button, person and circumstance meet. The page is made anew by \`npm test -- test/clicks/document.test.ts -u\`.

How to read an answer:

- **→ status** (or what became of the vote): it is done, and nothing is said in private, since the redrawn card says it.
- *Title*: a modal of this title is opened.
- [1]: this sentence of those at the end is said, to whoever clicked alone.
- A \`sent:\` row is the modal, sent by somebody who had it open before.

Two modals go on to more than a click, and are shown elsewhere: the order form (\`test/e2e/form\`), and the one that asks
for a port's ID, which is looked up at AWS (\`test/e2e/needs-decision\`).`;

const ABOUT: Record<Who, string> = {
  requester: 'asked for the port, and is one of the leads',
  beneficiary: 'a lead for whom it is asked',
  lead: 'has not voted',
  approver: 'has approved, where anybody has',
  rejecter: 'has rejected, where anybody has voted',
  director: 'decides too once it has waited for a day',
  notified: 'is told of it, and decides nothing',
  member: 'of the workspace, whom no rule names',
  guest: 'of the workspace, though in the leads’ group',
  foreigner: 'of another organisation, though in the leads’ group',
  left: 'has approved, where anybody has voted, and is no lead any more',
  unchecked: 'a lead whom Slack doesn’t tell of',
};

/** The whole page, as it is to stand in the folder of documents. */
export function documented(): string {
  const sentences = new Map<string, number>();
  const say = (text: string) => {
    const number = sentences.get(text) ?? sentences.size + 1;
    sentences.set(text, number);
    return `[${number}]`;
  };
  const answers = new Map(WHEN.map((when) => [when, answersOf(when, say)]));
  const fresh = answers.get('fresh') ?? new Map();
  const states = STATES.map((state) => `### ${capital(state)}\n\n${stateTable(state, fresh)}`);
  const others = WHEN.filter((when) => when !== 'fresh').map((when) =>
    circumstancePart(when, answers.get(when) ?? new Map(), fresh),
  );
  return [
    INTRODUCTION,
    '\n## Who clicks\n',
    ...WHO.map((who) => `- **${PEOPLE[who].title}**: ${ABOUT[who]}`),
    '\nTwo of the leads approve or reject. Whose answers are the same share a column.\n',
    '## On a fresh card\n',
    states.join('\n\n'),
    '\n## Otherwise\n\nOnly what is answered otherwise than on a fresh card stands here; · is as on a fresh card.\n',
    others.join('\n\n'),
    '\n## What is said\n',
    ...[...sentences].map(([text, number]) => `${number}. ${text}`),
    '',
  ].join('\n');
}

/** Short answers by state, button and person. */
type Answers = Map<string, string>;

function keyOf(state: string, button: Button, who: Who): string {
  return [state, button.title, who].join('\n');
}

function answersOf(when: When, say: (text: string) => string): Answers {
  return new Map(
    cellsOf(when).map((cell) => {
      const before = held(cell.state, 'ic-0000000000');
      const { answer, after } = expected({ ...cell, held: before, circumstance: circumstance(when) });
      const { status } = after.request.state;
      const moved = status === before.request.state.status ? '' : `→ ${words(status)} `;
      const short =
        answer.kind === 'done'
          ? `→ ${words(answer.what)}`
          : answer.kind === 'opened'
            ? `*${answer.title}*`
            : `${when === 'twice' ? '' : moved}${say(answer.text)}`;
      return [keyOf(cell.state, cell.button, cell.who), short];
    }),
  );
}

function stateTable(state: string, answers: Answers): string {
  const of = (button: Button, who: Who) => answers.get(keyOf(state, button, who)) ?? '';
  const columns = grouped(WHO, (who) => BUTTONS.map((button) => of(button, who)).join('\n'));
  const cellsOfRow = (button: Button) => columns.map(({ first }) => of(button, first));
  const rows = grouped(BUTTONS, (button) => cellsOfRow(button).join('\n'));
  return table(
    ['', ...columns.map(({ all }) => all.map((who) => PEOPLE[who].title).join(', '))],
    rows.map(({ first, all }) => [all.map(({ title }) => title).join(', '), ...cellsOfRow(first)]),
  );
}

function circumstancePart(when: When, answers: Answers, fresh: Answers): string {
  const given = circumstance(when);
  const people = given.people?.only ?? WHO;
  const otherwise = (state: string) =>
    BUTTONS.flatMap((button): [string, string][] => {
      const cells = people.map((who) => {
        const key = keyOf(state, button, who);
        return answers.get(key) === fresh.get(key) ? '·' : (answers.get(key) ?? '');
      });
      return cells.every((cell) => cell === '·') ? [] : [[cells.join(' | '), button.title]];
    });
  const rows = statesOf(when).flatMap((state) =>
    [...Map.groupBy(otherwise(state), ([cells]) => cells)].map(([cells, buttons]) => ({
      state,
      rest: `${buttons.map(([, title]) => title).join(', ')} | ${cells}`,
    })),
  );
  const lines = [...Map.groupBy(rows, ({ rest }) => rest)].map(
    ([rest, where]) => `| ${where.map(({ state }) => state).join('; ')} | ${rest} |`,
  );
  const head = table(['state', 'pressed', ...people.map((who) => PEOPLE[who].title)], []);
  const shown =
    lines.length === 0 ? 'Everything is answered as on a fresh card.' : [head, ...lines].join('\n');
  return `### ${capital(given.title)}\n\n${scope(when, given)}\n\n${shown}`;
}

/** How many clicks are made, by whom and where, and why no others. */
function scope(when: When, { people, states }: Circumstance): string {
  const who = people
    ? ` by ${people.only.map((one) => PEOPLE[one].title).join(', ')} (${people.why})`
    : ' by everybody';
  const where = states ? `, in ${states.only.length} of ${STATES.length} states (${states.why})` : '';
  return `${cellsOf(when).length} clicks${who}${where}.`;
}

/** What has the same key, together, in the order of its first. */
function grouped<T>(all: readonly T[], key: (one: T) => string): { first: T; all: T[] }[] {
  return [...Map.groupBy(all, key).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ first, all: group }];
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function words(status: string): string {
  return status.replaceAll('_', ' ');
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
