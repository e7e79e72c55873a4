import type { Delivery, Json, Option, Person } from '../workspace/types.ts';
import { type Input, inputOf } from './input.ts';

/** Something that the page's visitor did, and the Delivery it led to, if it reached the bot. */
type Act = (person: Person, input: Input) => Promise<Delivery | undefined>;

const acts = new Map<string, Act>([
  ['write', write],
  ['press', (person, input) => person.press(messageOf(input), input.text('button'), input.optional('value'))],
  [
    'chooseOn',
    (person, input) => person.chooseOn(messageOf(input), input.text('actionId'), input.text('value')),
  ],
  ['chooseInHome', (person, input) => person.chooseInHome(input.text('actionId'), input.text('value'))],
  ['pressInModal', (person, input) => person.pressInModal(input.text('button'), input.optional('value'))],
  ['pressInHome', (person, input) => person.pressInHome(input.text('button'), input.optional('value'))],
  ['openHome', (person) => person.openHome()],
  ['openMessages', (person) => person.openMessages()],
  ['shortcut', (person, input) => person.shortcut(input.text('callbackId'))],
  ['type', (person, input) => person.type(input.text('block'), input.text('text'))],
  [
    'choose',
    (person, input) => person.choose(input.text('block'), input.text('value'), input.optional('query')),
  ],
  ['submit', (person) => person.submit()],
  ['close', close],
]);

/** What a person can do. */
export const ACTS: readonly string[] = [...acts.keys()];

/** Does what the visitor did as that person; answers what went wrong, in words, or undefined. */
export async function perform(person: Person, body: Json): Promise<string | undefined> {
  const input = inputOf(body);
  const act = acts.get(input.text('kind'));
  if (!act) throw new Error(`Unknown act: ${input.text('kind')}`);
  const delivery = await act(person, input);
  return delivery?.problem;
}

/** What a select of the open modal lists. */
export async function optionsOf(person: Person, body: Json): Promise<Option[]> {
  const input = inputOf(body);
  return person.options(input.text('block'), input.optional('query'));
}

/** A line beginning with a slash is a command, any other a message. */
async function write(person: Person, input: Input): Promise<Delivery | undefined> {
  const line = input.text('text').trim();
  const [, command, text = ''] = /^(\/\S+)\s*(.*)$/s.exec(line) ?? [];
  if (command) return person.slash(command, text, input.text('channel'));
  if (line !== '') person.say(input.text('channel'), line, input.optional('threadTs'));
  return undefined;
}

async function close(person: Person): Promise<undefined> {
  await person.close();
}

function messageOf(input: Input): { channel: string; ts: string } {
  return { channel: input.text('channel'), ts: input.text('ts') };
}
