import { str } from '../../workspace/json.ts';
import type { Called, Delivered, Responded, Traffic } from '../../workspace/traffic.ts';
import type { Workspace, WorkspaceEvent } from '../../workspace/types.ts';
import { webWords } from '../fault-words.ts';
import { curlOf } from './curl.ts';
import type { Journal } from './journal.ts';
import { callWords, deliveryWords, errorIn, plainWords } from './slack-words.ts';
import { messageOf, namedIn, type Subjects } from './subjects.ts';

const READS =
  /^(auth\.test|blocks\.validate|bots\.info|conversations\.(info|history|replies)|users\.info|usergroups\.)/;

/** Writes down what people do in Slack, what Slack brings to the bot, and what the bot calls; what comes back ends that. */
export function watchSlack(workspace: Workspace, journal: Journal, subjects: Subjects): () => void {
  const delivered = ({ at, payload, times, done }: Delivered) => {
    const about = subjects.whole(namedIn(payload));
    if (times > 1) {
      const what = `delivers ${deliveryWords(payload)} ${times === 2 ? 'twice' : `${times} times`}`;
      journal.add({ at, side: 'fault', who: 'Slack', what, ok: false, about });
    }
    const what = `delivers ${deliveryWords(payload)}`;
    const n = journal.add({ at, side: 'bot', who: 'Slack', what, about, detail: { request: payload } });
    void done.then(({ problem, status, body, ms }) => {
      journal.answered(n, { status, body, ms: Math.round(ms), problem });
      if (problem === undefined) return;
      const lost = `${deliveryWords(payload)}: ${problem}`;
      journal.add({ at: at + Math.round(ms), side: 'bot', who: 'Slack', what: lost, ok: false, about });
    });
  };
  const called = ({ at, method, args, answer, fault }: Called) => {
    // What is only validated may name anything.
    const named = method === 'blocks.validate' ? {} : namedIn(args);
    const about = subjects.whole({ ...named, ...messageOf(args, answer) });
    const words = callWords(workspace, method, args);
    const bad = fault && fault.kind !== 'slow' ? webWords(fault) : errorIn(answer);
    if (fault) {
      const what = `${method}: ${webWords(fault)}`;
      journal.add({ at, side: 'fault', who: 'Slack', what, ok: false, about });
    }
    const token = method === 'apps.connections.open' ? workspace.appToken : workspace.botToken;
    const curl = curlOf(workspace.apiUrl, method, args, token);
    journal.add({
      at,
      side: 'slack',
      who: 'Bot',
      what: bad === undefined ? words : `${words} (${bad})`,
      ok: bad === undefined,
      about,
      detail: { request: args, response: answer, curl },
      ...(READS.test(method) && bad === undefined ? { fold: `${words} ${JSON.stringify(answer)}` } : {}),
    });
  };
  const responded = ({ at, body, answer }: Responded) => {
    const error = errorIn(answer);
    const said = plainWords(workspace, str(body, 'text') ?? '');
    journal.add({
      at,
      side: 'slack',
      who: 'Bot',
      what: `answers where it was clicked: ${said}${error === undefined ? '' : ` (${error})`}`,
      ok: error === undefined,
      about: subjects.whole(namedIn(body)),
      detail: { request: body, response: answer },
    });
  };
  const stops = [
    workspace.on((event) => {
      const what = actWords(workspace, event);
      if (what === undefined) return;
      const { at, who, message } = event;
      journal.add({ at, side: 'person', who, what, about: subjects.whole(message ? { message } : {}) });
    }),
    workspace.onTraffic((traffic: Traffic) => {
      if (traffic.kind === 'delivery') delivered(traffic);
      else if (traffic.kind === 'call') called(traffic);
      else responded(traffic);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What a person did; undefined for anything that wasn't a person's doing. */
function actWords(workspace: Workspace, { kind, what, user }: WorkspaceEvent): string | undefined {
  if (user === workspace.botUserId || !workspace.users.has(user)) return undefined;
  if (kind === 'post') return `writes in ${plainWords(workspace, what)}`;
  if (kind === 'command') return what.startsWith('/') ? `types ${what}` : what;
  return kind === 'click' || kind === 'submit' ? what : undefined;
}
