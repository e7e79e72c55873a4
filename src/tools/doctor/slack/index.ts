import { pino } from 'pino';
import { readConnection } from '../../../settings/settings.ts';
import { createWebClient } from '../../../slack/connection/web-client.ts';
import { askIdentity } from '../../../slack/start/identity.ts';
import { checkScopes } from '../../../slack/start/scopes.ts';
import { type Checking, createChecking } from '../checking.ts';
import { clockVerdict } from '../clocks.ts';
import { notChecked, ok, wrong } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';
import { checkPlace } from './channel.ts';
import type { Client } from './client.ts';
import { checkConnection } from './connection.ts';
import { checkPeople } from './people.ts';
import { checkSurfaces } from './surfaces.ts';

const REINSTALL = [
  'https://api.slack.com/apps, your app, App Manifest: paste manifest.yml',
  'Install App, Reinstall to Workspace; the token stays the same',
];

/** Whether the bot could do its work in Slack. Everything is read; no message is sent and no connection opened. */
export async function checkSlack(known: Known, outside: Outside): Promise<Checking> {
  const checking = createChecking(outside.limitMs);
  const { check, note, without } = checking;
  const set = known.values('SLACK_BOT_TOKEN', 'SLACK_API_URL');
  const afterToken = [
    'Slack scopes',
    'Approvals channel',
    'Slack history',
    'Slack files',
    'Approvers',
    'Slack shows',
  ];
  if (!set) {
    without('SLACK_BOT_TOKEN', 'Slack clock', 'Slack token', 'Slack connection', ...afterToken);
    return checking;
  }
  const slack = { botToken: set.SLACK_BOT_TOKEN, apiUrl: set.SLACK_API_URL };
  const log = pino({ level: 'silent' });
  const client = createWebClient(slack, log);
  const answers = await check('Slack clock', () => clockOf(slack.apiUrl, outside));
  if (!answers) {
    without('an answer of Slack', 'Slack token', 'Slack connection', ...afterToken);
    return checking;
  }
  const identity = await check('Slack token', async () => {
    const found = await askIdentity(client, outside.pause);
    const grid = found.enterpriseId ? ', one workspace of an Enterprise Grid' : '';
    return { ...ok(`@${found.botName} in ${found.team}${grid}.`), found };
  });
  const connection = known.right((file) => readConnection(known.env, file));
  if (!connection) without('SLACK_APP_TOKEN or SLACK_SIGNING_SECRET', 'Slack connection');
  else {
    const appClient = (token: string) => createWebClient({ ...slack, botToken: token }, log);
    await checkConnection(checking, { connection, appClient, appId: identity?.appId, known });
  }
  note(
    'Slash command',
    notChecked(
      'Slack tells no app whose /interconnect is: of several, the app that was installed last has it.',
      'In Slack, type /interconnect: the name beside the suggestion has to be this app',
    ),
  );
  if (!identity) {
    without('Slack token', ...afterToken);
    return checking;
  }
  await check('Slack scopes', () => {
    const [untold] = checkScopes(identity.granted);
    return untold ? notChecked(untold, ...REINSTALL) : ok('all that manifest.yml asks for.');
  });
  const channel = await checkPlace(checking, client, identity.botName, { known, outside });
  await check('Slack files', () => filesOf(client));
  await checkPeople(checking, client, { identity, channel, known, outside });
  await checkSurfaces(checking, client, { known, outside });
  return checking;
}

/** By the Date of whatever Slack answers; that needs no token. */
async function clockOf(apiUrl = 'https://slack.com/api/', { now }: Outside) {
  const answer = await fetch(new URL('api.test', apiUrl), { method: 'POST' });
  await answer.body?.cancel();
  const date = Date.parse(answer.headers.get('date') ?? '');
  const verdict = Number.isNaN(date) ? notChecked('the answer has no Date.') : clockVerdict(date, now());
  return { ...verdict, found: true };
}

/** Asks for a file that there isn't: Slack judges the scope first. */
async function filesOf(client: Client) {
  const code = await client.files.info({ file: 'F0NONE' }).then(
    () => 'ok',
    (error: { data?: { error?: string } }) => error.data?.error,
  );
  if (code === 'file_not_found' || code === 'ok') return ok('can be asked for.');
  if (code === 'missing_scope')
    return wrong('the app lacks files:read. Install it again from manifest.yml.', ...REINSTALL);
  return notChecked(`Slack answered ${code ?? 'nothing'} to files.info.`);
}
