import { expect, test } from 'vitest';
import { standingOf, type UserFacts } from '../../../src/slack/people/standing.ts';

const HERE = 'T0HERE';

test.each<[string, UserFacts, string]>([
  ['a member', { team_id: HERE, deleted: false, is_bot: false, is_restricted: false }, 'member'],
  ['somebody of whom Slack says nothing', {}, 'member'],
  ['deactivated', { team_id: HERE, deleted: true }, 'deactivated'],
  ['a bot', { team_id: HERE, is_bot: true }, 'bot'],
  ['a guest', { team_id: HERE, is_restricted: true }, 'guest'],
  ['a guest of one channel', { team_id: HERE, is_ultra_restricted: true }, 'guest'],
  ['of another workspace', { team_id: 'T0OTHER' }, 'foreign'],
  ['a stranger', { team_id: HERE, is_stranger: true }, 'foreign'],
  [
    'of the organisation, and of this workspace',
    { team_id: 'T0OTHER', enterprise_user: { teams: ['T0OTHER', HERE] } },
    'member',
  ],
  [
    'of the organisation, but not of this workspace',
    { team_id: 'T0OTHER', enterprise_user: { teams: ['T0OTHER'] } },
    'foreign',
  ],
  ['a guest of another workspace', { team_id: 'T0OTHER', is_restricted: true }, 'foreign'],
])('%s', (_what, user, standing) => {
  expect(standingOf(user, HERE)).toBe(standing);
});
