import { expect, test } from 'vitest';
import { readPayload } from '../../../src/slack/connection/payload.ts';
import { type Home, whose } from '../../../src/slack/connection/whose.ts';

const HOME: Home = { teamId: 'T0US', appId: 'A0US' };
const OURS = { id: 'T0US' };
const THEIRS = { id: 'T0THEM' };
const ERIN = { id: 'U1', team_id: 'T0US' };
const EVE = { id: 'U2', team_id: 'T0THEM' };

const view = { id: 'V1', callback_id: 'order', state: { values: {} }, blocks: [] };
const form = { type: 'view_submission', api_app_id: 'A0US', view };
const click = {
  type: 'block_actions',
  api_app_id: 'A0US',
  trigger_id: '1.2',
  actions: [{ type: 'button', action_id: 'approve' }],
};
const command = { command: '/interconnect', api_app_id: 'A0US', user_id: 'U1', trigger_id: '1.2' };
const shortcut = { type: 'shortcut', callback_id: 'order_interconnect', trigger_id: '1.2' };
const event = { type: 'event_callback', api_app_id: 'A0US', event: { type: 'app_uninstalled' } };

test.each<[string, Record<string, unknown>, string]>([
  ['our person, our workspace', { ...click, team: OURS, user: ERIN }, 'ours'],
  ['our workspace, in which somebody of another is', { ...click, team: OURS, user: EVE }, 'foreign'],
  ["another workspace's payload", { ...click, team: THEIRS, user: EVE }, 'foreign'],
  ['our person in another workspace of the organisation', { ...click, team: THEIRS, user: ERIN }, 'foreign'],
  ['no team, our person', { ...click, team: null, user: ERIN }, 'ours'],
  ['no team, another person', { ...click, team: null, user: EVE }, 'foreign'],
  ['no word of the person, our workspace', { ...click, team: OURS, user: { id: 'U1' } }, 'ours'],
  ['no word of any workspace', { ...click, team: null, user: { id: 'U1' } }, 'foreign'],
  ['no word of the app', { ...click, api_app_id: undefined, team: OURS, user: ERIN }, 'other_app'],
  ["another app's, whoever it is", { ...click, api_app_id: 'A0', team: THEIRS, user: EVE }, 'other_app'],
  [
    'a form opened in another workspace, of our installation',
    { ...form, view: { ...view, app_installed_team_id: 'T0US' }, team: THEIRS, user: ERIN },
    'ours',
  ],
  [
    'a form of our installation, sent by somebody else',
    { ...form, view: { ...view, app_installed_team_id: 'T0US' }, team: THEIRS, user: EVE },
    'foreign',
  ],
  ['a shortcut, which names no app', { ...shortcut, team: OURS, user: ERIN }, 'ours'],
  ["another app's shortcut", { ...shortcut, api_app_id: 'A0', team: OURS, user: ERIN }, 'other_app'],
  ['a shortcut of somebody elsewhere', { ...shortcut, team: THEIRS, user: EVE }, 'foreign'],
  ['a command here', { ...command, team_id: 'T0US' }, 'ours'],
  ['a command elsewhere', { ...command, team_id: 'T0THEM' }, 'foreign'],
  ['an event here', { ...event, team_id: 'T0US' }, 'ours'],
  [
    'an event elsewhere that our installation is told of',
    { ...event, team_id: 'T0THEM', authorizations: [{ team_id: 'T0US' }] },
    'ours',
  ],
  [
    'an event for another installation',
    { ...event, team_id: 'T0US', authorizations: [{ team_id: 'T0' }] },
    'foreign',
  ],
])('%s', (_what, body, expected) => {
  const payload = readPayload(body);
  if (payload.kind === 'unread') throw new Error(payload.why);
  expect(whose(payload, HOME)).toBe(expected);
  expect(whose(payload, { teamId: undefined, appId: undefined })).toBe('ours');
});

test('on Enterprise Grid, whose members may have another team of their own, users.info tells who is a member', () => {
  const grid: Home = { ...HOME, enterpriseId: 'E0GRID' };
  const of = (body: Record<string, unknown>) => {
    const payload = readPayload(body);
    if (payload.kind === 'unread') throw new Error(payload.why);
    return whose(payload, grid);
  };
  expect(of({ ...click, team: OURS, user: EVE })).toBe('ours');
  expect(of({ ...click, team: THEIRS, user: ERIN })).toBe('foreign');
});
