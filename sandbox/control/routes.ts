import type { Json } from '../workspace/types.ts';
import { optionsOf, perform } from './acts.ts';
import { Refusal } from './body.ts';
import { workBots } from './bots.ts';
import { documents } from './documents.ts';
import { inputOf } from './input.ts';
import { controlCurl } from './journal/curl.ts';
import { namedIn } from './journal/subjects.ts';
import { KINDS } from './kinds.ts';
import { personBy } from './people.ts';
import { workPort } from './ports.ts';
import { fileReply, json } from './reply.ts';
import type { Room, Route, Wish } from './route.ts';
import { passTime } from './time.ts';
import { makeTrouble } from './trouble.ts';
import { viewOf } from './view-of.ts';

/** Everything that the control API answers, in the order of its documents. */
export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v1',
    words: 'This list.',
    answer: ({ url }) => json(200, documents(ROUTES, url())),
  },
  {
    method: 'GET',
    path: '/api/v1/state',
    words: "One person's whole screen and the state of all that can be worked; `as` is an ID or a name.",
    query: 'as=lee',
    answer: ({ options, dare, windows, query }) => {
      const id = personBy(options, query.get('as'))?.id ?? options.people[0]?.id;
      if (id === undefined) throw new Refusal(404, 'Nobody is here.');
      const view = viewOf({ options, dare }, id);
      const isHere = windows.shows(options.workspace.as(id), query.get('window') ?? undefined);
      return json(200, isHere ? view : { ...view, modal: undefined });
    },
  },
  {
    method: 'GET',
    path: '/api/v1/events',
    words: 'Server-sent events: `{"journal": N}` whenever something has changed.',
    answer: ({ live }) => ({ stream: (response) => live.add(response) }),
  },
  {
    method: 'GET',
    path: '/api/v1/journal',
    words: 'What has happened on all sides after an entry, and the number of the newest.',
    query: 'after=0',
    answer: ({ journal, query }) => {
      const entries = journal.after(Number(query.get('after')) || 0);
      return json(200, { entries, last: journal.last });
    },
  },
  {
    method: 'GET',
    path: '/api/v1/journal/{n}',
    words: 'One entry with its payloads, and the call as a command.',
    example: '1',
    answer: ({ journal, last }) => {
      const entry = journal.entry(Number(last));
      if (!entry) throw new Refusal(404, `There is no entry ${last}, or none any more.`);
      return json(200, entry);
    },
  },
  {
    method: 'GET',
    path: '/api/v1/loa/{interconnectId}',
    words: "A port's letter as AWS gave it last, a PDF.",
    example: 'dxcon-1a2b3c4d',
    answer: ({ options, last }) => {
      const letter = options.aws.interconnects.find(({ interconnectId }) => interconnectId === last)?.letter;
      if (!letter) throw new Refusal(404, `AWS has given no letter of ${last}.`);
      return fileReply(`${last}.pdf`, letter);
    },
  },
  {
    method: 'GET',
    path: '/api/v1/files/{id}',
    words: 'A file that the bot has shared.',
    example: 'F0000000012',
    answer: ({ options, last }) => {
      const found = options.workspace.file(last);
      if (!found) throw new Refusal(404, `There is no file ${last}.`);
      return fileReply(found.name, found.bytes);
    },
  },
  {
    method: 'POST',
    path: '/api/v1/act',
    words: 'What a person does in Slack.',
    body: { as: 'erin', kind: 'write', text: '/interconnect', channel: 'C0000000008' },
    kinds: KINDS.act,
    answer: async (wish) => {
      const person = personOf(wish);
      wish.windows.acts(person, inputOf(wish.body).optional('window'));
      const problem = await wish.dare.during(person, wish.body, () => perform(person, wish.body));
      return json(200, { problem });
    },
  },
  {
    method: 'POST',
    path: '/api/v1/options',
    words: "What a select of a person's open form lists.",
    body: { as: 'erin', block: 'location', query: 'ash' },
    answer: async (wish) => json(200, { options: await optionsOf(personOf(wish), wish.body) }),
  },
  {
    method: 'POST',
    path: '/api/v1/time',
    words: 'How time passes, for everybody alike.',
    body: { kind: 'pace', pace: 3600 },
    kinds: KINDS.time,
    answer: doing(({ options }, body) => passTime(options, body)),
  },
  {
    method: 'POST',
    path: '/api/v1/aws',
    words: 'What happens to one port.',
    body: { kind: 'loseLight', interconnectId: 'dxcon-1a2b3c4d' },
    kinds: KINDS.aws,
    answer: doing(({ options }, body) => workPort(options, body)),
  },
  {
    method: 'POST',
    path: '/api/v1/bot',
    words: "What happens to the bot's processes, where they can be worked.",
    body: { kind: 'kill', bot: 'Bot 1' },
    kinds: KINDS.bot,
    answer: doing(({ options }, body) => workBots(options, body)),
  },
  {
    method: 'POST',
    path: '/api/v1/dare',
    words: 'An attempt to make the bot order twice: `arm` or `disarm` it. The state tells what came of it.',
    body: { kind: 'arm', scenario: 'answer-lost-port-made' },
    kinds: KINDS.dare,
    answer: doing(({ dare }, body) => dare.work(body)),
  },
  {
    method: 'POST',
    path: '/api/v1/trouble',
    words: 'What goes wrong at Slack and AWS.',
    body: { kind: 'awsFault', call: 'CreateInterconnect', fault: 'Connection reset, port made', times: 1 },
    kinds: KINDS.trouble,
    answer: doing(({ options }, body) => makeTrouble(options, body)),
  },
];

/** The answer to a wish of which there is nothing to tell once it is done: the journal gets what was done. */
function doing(act: (room: Room, body: Json) => string): Route['answer'] {
  return (wish) => {
    const { options, body, journal, url, path } = wish;
    const what = act(wish, body);
    const detail = { request: body, curl: controlCurl(`${url()}${path}`, body) };
    const about = namedIn(body);
    journal.add({ at: options.time.now(), side: 'demo', who: 'Visitor', what, about, detail });
    return json(200, {});
  };
}

function personOf({ options, body }: Wish) {
  const wanted = personBy(options, body.as);
  if (!wanted) throw new Error('as is none of the people here.');
  return options.workspace.as(wanted.id);
}
