import type { EmbeddedAws, Exchange } from '../../aws/types.ts';
import { awsWords } from '../fault-words.ts';
import { requestIn } from '../request-tag.ts';
import type { Subject } from '../view.ts';
import { exchangeWords, isRead } from './aws-words.ts';
import { awsCommand } from './curl.ts';
import type { Journal } from './journal.ts';
import { namedIn, type Subjects } from './subjects.ts';

/** So often ports are looked at, between calls. */
const LOOK_EVERY_MS = 250;

/** Writes down what AWS is asked, what it answers, and what becomes of ports; what comes back ends that. */
export function watchAws(aws: EmbeddedAws, journal: Journal, subjects: Subjects): () => void {
  const seen = new Map<string, number>();
  const look = () => {
    for (const { interconnectId, tags, createdAt } of aws.interconnects) {
      const states = aws.history(interconnectId);
      const known = seen.get(interconnectId) ?? (states[0]?.at === createdAt ? 1 : 0);
      seen.set(interconnectId, states.length);
      const request = requestIn(tags);
      const about = { port: interconnectId, ...(request === undefined ? {} : { request }) };
      for (const { state, at } of states.slice(known)) {
        const what = `${interconnectId} is ${state}`;
        journal.add({ at, side: 'aws', who: 'AWS', what, about: subjects.whole(about) });
      }
    }
  };
  const stop = aws.onExchange((exchange) => {
    look();
    note(aws, exchange, journal, subjects.whole(subjectOf(exchange)));
  });
  const stopClock = aws.clock.on(look);
  const looking = setInterval(look, LOOK_EVERY_MS).unref();
  return () => {
    stop();
    stopClock();
    clearInterval(looking);
  };
}

function note(aws: EmbeddedAws, exchange: Exchange, journal: Journal, about: Subject): void {
  const { call, answer, fault } = exchange;
  const { at, operation, outcome, userAgent = '' } = call;
  if (fault) {
    const what = `${operation}: ${awsWords(fault, operation)}`;
    journal.add({ at, side: 'fault', who: 'AWS', what, ok: false, about });
  }
  const ok = outcome === 'ok';
  const what = exchangeWords(exchange);
  journal.add({
    at,
    side: 'aws',
    who: userAgent.startsWith('aws-cli/') ? 'aws command' : 'Bot',
    what,
    ok,
    about,
    detail: {
      request: call.input,
      response: { outcome, answer: read(answer) },
      curl: awsCommand(aws, exchange),
    },
    ...(ok && isRead(operation) ? { fold: foldOf(exchange) } : {}),
  });
}

/** What an answer of STS says is the same each time but for its own ID. */
function foldOf({ call, service, answer = '' }: Exchange): string {
  const said = service === 'sts' ? '' : answer;
  return `${call.operation} ${call.region} ${JSON.stringify(call.input)} ${said}`;
}

function subjectOf({ call, answer }: Exchange): Subject {
  const port = call.interconnectId;
  const named = isRead(call.operation) ? namedIn(call.input) : namedIn([call.input, answer]);
  return { ...named, ...(port === undefined ? {} : { port }) };
}

function read(answer: string | undefined): unknown {
  try {
    return answer === undefined ? undefined : JSON.parse(answer);
  } catch {
    return answer;
  }
}
