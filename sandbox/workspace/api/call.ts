import { str } from '../json.ts';
import type { State } from '../state.ts';
import type { Json } from '../types.ts';
import { authMethods } from './auth.ts';
import { blockMethods } from './blocks.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { type Method, type Methods, needScopes, SlackError } from './method.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** Every method of the Web API that is answered, but for apps.connections.open, by its name. */
export const METHODS: Methods = {
  ...authMethods,
  ...userMethods,
  ...conversationMethods,
  ...blockMethods,
  ...chatMethods,
  ...viewMethods,
  ...fileMethods,
};

/** Runs one Web API call and remembers it; the answer is what travels back. */
export function call(state: State, name: string, args: Json, token: string, more: Methods): Json {
  const method = [METHODS, more].find((methods) => Object.hasOwn(methods, name))?.[name];
  try {
    if (method === undefined) throw new SlackError('unknown_method', { req_method: name });
    checkToken(state, method, token);
    const answer = { ok: true, ...method.run(state, args) };
    record(state, name, args, undefined);
    return answer;
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    record(state, name, args, error.code);
    return { ok: false, error: error.code, ...error.details };
  }
}

/** Remembers a call without its token; one that failed is an event of its own. */
export function record(state: State, name: string, args: Json, error: string | undefined): void {
  const { token: _token, ...rest } = args;
  state.calls.push({ method: name, args: rest, at: state.now(), error });
  if (error !== undefined) state.tell('call', state.botUserId, `${name}: ${error}`);
}

/** The call's token: from the header, or from the arguments. */
export function tokenOf(authorization: string | undefined, args: Json): string {
  const bearer = authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined;
  return bearer ?? str(args, 'token') ?? '';
}

function checkToken(state: State, method: Method, token: string): void {
  if (token === '') throw new SlackError('not_authed');
  if (state.revoked.has(token)) throw new SlackError('token_revoked');
  if (token !== state.botToken && token !== state.appToken) throw new SlackError('invalid_auth');
  const kind = token === state.appToken ? 'app' : 'bot';
  if (kind !== method.token) throw new SlackError('not_allowed_token_type');
  if (kind === 'bot') needScopes(state, method.scopes);
}
