import type { Delivery, Person, StoredMessage } from '../sandbox/workspace/types.ts';
import type { World } from './world.ts';

const FORM_MS = 5000;
const CARD_MS = 10_000;
const PORT_MS = 60_000;

/** What a request says of itself. */
interface Wish {
  location: string;
  name: string;
  reason: string;
}

const WISH: Wish = {
  location: 'EqDC2',
  name: 'ashburn-demo',
  reason: 'Second path for the Ashburn customers',
};

/** Asks for a port as Erin; answers its card once it waits for approval, throws what was missing. */
export async function askForPort(world: World, wish = WISH): Promise<StoredMessage> {
  const { workspace } = world;
  const erin = workspace.as(world.erin);
  await fillForm(world, erin, wish);
  went(await erin.submit());
  const errors = Object.entries(erin.modal()?.errors ?? {});
  if (errors.length > 0) throw new Error(`the form was refused: ${errors.join('; ')}`);
  return workspace.until('the card with its Approve button', () => cardIn(world), CARD_MS);
}

/**
 * Plays Erin's order and Lee's approval, waits for light and the LOA, and answers what came of it in one line; throws what
 * was missing. `tell` hears what the two do.
 */
export async function playOrder(world: World, tell: (who: string, what: string) => void): Promise<string> {
  const { workspace, aws, channel } = world;
  tell('Erin', `/interconnect: asks for 10Gbps at ${WISH.location}, "${WISH.reason}"`);
  const card = await askForPort(world);
  tell('Lee', `presses Approve on the card "${card.text}"`);
  went(await workspace.as(world.lee).press(card, 'Approve'));
  const call = await aws.until(
    'one CreateInterconnect',
    () => aws.calls('CreateInterconnect').find(({ interconnectId }) => interconnectId !== undefined),
    CARD_MS,
  );
  const { interconnectId = '' } = call;
  const line = `${interconnectId} is available`;
  await workspace.until(`a line in the thread: "${line}"`, () => isSaid(world, card.ts, line), PORT_MS);
  await workspace.until(
    'the LOA-CFA in the thread, as AWS gave it',
    () => isLetterThere(world, card.ts),
    PORT_MS,
  );

  const seconds = Math.round((aws.clock.now() - call.at) / 1000);
  const calls = aws.calls('CreateInterconnect').length;
  const ports = aws.interconnects.length;
  const result = `1 approval, ${calls} CreateInterconnect, ${ports} port: ${interconnectId} available (${seconds} s)`;
  if (calls !== 1 || ports !== 1) throw new Error(`one call and one port; there were: ${result}`);
  const again = workspace.messages(channel).filter((message) => hasButton(message, 'Approve'));
  if (again.length > 0) throw new Error('the card still has its Approve button');
  return result;
}

/** Opens Erin's form and fills it in. */
export async function fillForm(world: World, erin: Person, { location, name, reason } = WISH): Promise<void> {
  // What was sent before may still be open.
  const before = erin.modal()?.id;
  went(await erin.slash('/interconnect', '', world.channel));
  await world.workspace.until('the order form', () => erin.modal()?.id !== before, FORM_MS);
  const [site] = (await erin.options('location', location)).filter(({ text }) => text.includes(location));
  if (!site) throw new Error(`${location} among the locations`);
  await chooseAndSee(world, erin, 'location', site.value, location);
  await chooseAndSee(world, erin, 'bandwidth', '10Gbps');
  await erin.type('name', name);
  await erin.type('reason', reason);
}

/** The fields below follow these two: as a person would, waits until the form is drawn anew. */
async function chooseAndSee(
  { workspace }: World,
  person: Person,
  block: string,
  value: string,
  query?: string,
): Promise<void> {
  const before = person.modal()?.hash;
  const delivery = await person.choose(block, value, query);
  if (delivery) went(delivery);
  await workspace.until(`the form after ${value}`, () => person.modal()?.hash !== before, FORM_MS);
}

function cardIn({ workspace, channel }: World): StoredMessage | undefined {
  return workspace.messages(channel).find((message) => hasButton(message, 'Approve'));
}

function hasButton({ blocks }: StoredMessage, text: string): boolean {
  return blocks.some(
    ({ elements }) => Array.isArray(elements) && elements.some((one) => one.text?.text === text),
  );
}

function isSaid({ workspace, channel }: World, ts: string, words: string): boolean {
  return workspace.messages(channel, ts).some(({ text }) => text.includes(words));
}

/** The one letter, whose bytes are AWS's. */
function isLetterThere({ workspace, aws, channel }: World, ts: string): boolean {
  const files = workspace.messages(channel, ts).flatMap((message) => message.files);
  const [letter, ...more] = files.filter(({ name }) => name.endsWith('.pdf'));
  const given = aws.interconnects[0]?.letter;
  return (
    letter !== undefined &&
    given !== undefined &&
    more.length === 0 &&
    Buffer.compare(letter.bytes, given) === 0
  );
}

function went({ problem }: Delivery): void {
  if (problem !== undefined) throw new Error(problem);
}
