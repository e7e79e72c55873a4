import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, Refusal } from './body.ts';
import { problem } from './reply.ts';
import type { Answer, Room, Route } from './route.ts';
import { ROUTES } from './routes.ts';
import type { Reply } from './types.ts';

const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Answers one request, whatever it is; never throws. */
export async function serve(room: Room, message: IncomingMessage, response: ServerResponse): Promise<void> {
  let answer: Answer;
  try {
    answer = await answerTo(room, message);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    answer = problem(error instanceof Refusal ? error.status : 500, words);
  }
  if (!message.complete) response.setHeader('connection', 'close');
  if (!('stream' in answer)) send(response, answer);
  else if (message.method === 'HEAD') response.writeHead(200, { 'content-type': 'text/event-stream' }).end();
  else answer.stream(response);
}

async function answerTo(room: Room, message: IncomingMessage): Promise<Answer> {
  const { host = '', origin } = message.headers;
  // A foreign name that points here would let a foreign site read the page.
  if (!OWN_NAMES.has(host.replace(/:\d+$/, '').toLowerCase()))
    throw new Refusal(403, 'This is served as 127.0.0.1 and localhost only.');
  // Taken apart by hand: whatever stands there, such as `//`, is a path.
  const [target = ''] = (message.url ?? '').split('#');
  const [path = '', ...rest] = target.split('?');
  const query = new URLSearchParams(rest.join('?'));
  const method = message.method === 'HEAD' ? 'GET' : message.method;

  const routes = ROUTES.filter((route) => lastIn(route, path) !== undefined);
  const route = routes.find((one) => one.method === method);
  if (route === undefined) {
    if (routes.length > 0 || method !== 'GET') throw new Refusal(405, onlyWords(routes));
    return (await room.options.assets?.(path)) ?? problem(404, 'There is nothing here.');
  }
  const wish = { ...room, path, last: lastIn(route, path) ?? '', query, body: {} };
  if (route.method === 'GET') return route.answer(wish);
  if (origin !== undefined && origin !== `http://${host}`)
    throw new Refusal(403, `Another site's page, ${origin}, may do nothing here.`);
  const body = await bodyOf(message);
  try {
    return await route.answer({ ...wish, body });
  } catch (error) {
    return problem(400, error instanceof Error ? error.message : String(error));
  }
}

/** The last part of a path where the route leaves it open, or ''; undefined if the path is another route's. */
function lastIn({ path }: Route, wanted: string): string | undefined {
  const [start = '', open] = path.split('{');
  if (open === undefined) return path === wanted ? '' : undefined;
  const last = wanted.slice(start.length);
  return wanted.startsWith(start) && /^[\w.-]+$/.test(last) ? last : undefined;
}

function onlyWords(routes: readonly Route[]): string {
  return `Only ${routes.map(({ method }) => method).join(' and ') || 'GET'} here.`;
}

function send(response: ServerResponse, reply: Reply): void {
  const fileName = reply.fileName?.replace(/[^\w.-]/g, '_');
  const how = reply.isShown ? 'inline' : 'attachment';
  response.writeHead(reply.status, {
    'content-type': reply.contentType,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'self'; img-src data:; base-uri 'none'; form-action 'none'",
    'x-content-type-options': 'nosniff',
    ...(fileName === undefined ? {} : { 'content-disposition': `${how}; filename="${fileName}"` }),
  });
  response.end(reply.body);
}
