import type { IncomingMessage } from 'node:http';
import type { Json } from '../workspace/types.ts';
import { optionsOf, perform } from './acts.ts';
import { personBy } from './people.ts';
import { passTime } from './time.ts';
import { makeTrouble } from './trouble.ts';
import type { ControlOptions, Reply } from './types.ts';
import { viewOf } from './view-of.ts';

/** What works the page's panels, by path; throws what was wrong with the wish. */
export const PANELS: ReadonlyMap<string, (options: ControlOptions, body: Json) => void> = new Map([
  ['/api/v1/trouble', makeTrouble],
  ['/api/v1/time', passTime],
]);

/** Answers everything but the event stream. */
export async function route(options: ControlOptions, message: IncomingMessage): Promise<Reply> {
  const url = new URL(message.url ?? '/', 'http://page');
  if (message.method === 'POST') return post(options, url.pathname, message);
  if (message.method !== 'GET') return json(405, { problem: 'Only GET and POST.' });
  if (url.pathname === '/api/v1/state') return state(options, url.searchParams.get('as'));
  if (url.pathname.startsWith('/api/v1/files/'))
    return file(options, url.pathname.slice('/api/v1/files/'.length));
  return (await options.assets?.(url.pathname)) ?? json(404, { problem: 'There is nothing here.' });
}

function state(options: ControlOptions, as: string | null): Reply {
  const id = personBy(options, as)?.id ?? options.people[0]?.id;
  if (id === undefined) return json(404, { problem: 'Nobody is here.' });
  return json(200, viewOf(options, id));
}

/** What a person did. Only JSON is taken, which another site's form cannot send. */
async function post(options: ControlOptions, path: string, message: IncomingMessage): Promise<Reply> {
  if (message.headers['content-type'] !== 'application/json') {
    return json(415, { problem: 'Send JSON.' });
  }
  try {
    const body = await bodyOf(message);
    const panel = PANELS.get(path);
    if (panel) {
      panel(options, body);
      return json(200, {});
    }
    const wanted = personBy(options, body.as);
    if (!wanted) return json(400, { problem: 'as is none of the people here.' });
    const person = options.workspace.as(wanted.id);
    if (path === '/api/v1/act') return json(200, { problem: await perform(person, body) });
    if (path === '/api/v1/options') return json(200, { options: await optionsOf(person, body) });
    return json(404, { problem: 'There is nothing here.' });
  } catch (error) {
    return json(400, { problem: error instanceof Error ? error.message : String(error) });
  }
}

function file(options: ControlOptions, id: string): Reply {
  const found = options.workspace.file(id);
  if (!found) return json(404, { problem: 'No such file.' });
  const isPdf = found.name.endsWith('.pdf');
  const contentType = isPdf ? 'application/pdf' : 'application/octet-stream';
  return { status: 200, contentType, body: found.bytes, fileName: found.name, isShown: isPdf };
}

function json(status: number, body: object): Reply {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

async function bodyOf(message: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (typeof body !== 'object' || body === null) throw new Error('The body is no object.');
  return Object.fromEntries(Object.entries(body));
}
