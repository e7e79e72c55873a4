import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openScene, refusal, type Scene } from './support.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.slack.close());

describe('the approvals channel', () => {
  test('that is shared with another organisation stops the start, unless that is allowed', async () => {
    const channel = scene.slack.addChannel({ name: 'partners', isExtShared: true }).id;
    expect(await refusal(scene.start({ channel }))).toBe(
      'SHARED_CHANNEL: #partners is shared with another organisation, which then sees every request. Name another channel, or set SHARED_CHANNEL=allowed.',
    );
    expect((await scene.start({ channel, sharedChannel: true })).facts.channel).toBe('partners');
  });

  test('is read at the start, and so is a thread in it', async () => {
    await scene.start();
    expect(scene.slack.calls('conversations.history')).toMatchObject([{ args: { limit: '1' } }]);
    // There is no message yet: the thread that is asked for isn't there, which says that it was looked for.
    expect(scene.slack.calls('conversations.replies')).toMatchObject([{ error: 'thread_not_found' }]);
  });

  test.each(['conversations.history', 'conversations.replies'])(
    'that %s may not read stops the start',
    async (method) => {
      scene.slack.fault(method, { kind: 'error', error: 'missing_scope' });
      expect(await refusal(scene.start())).toBe(
        `APPROVAL_CHANNEL: Slack refuses ${method} there (missing_scope), by which interrupted messages are found again. Install the app again from manifest.yml.`,
      );
    },
  );

  test('that may be read once a minute only is warned of', async () => {
    const { approvals, slack, lee } = scene;
    const { ts } = slack.as(lee).say(approvals.id, 'hello');
    slack.fault('conversations.replies', { kind: 'status', status: 429, when: 'before', retryAfter: 60 });
    const { facts } = await scene.start();
    expect(facts.warnings).toHaveLength(1);
    expect(facts.warnings[0]).toMatch(/^conversations\.replies could not be tried \(ratelimited\)/);
    expect(slack.calls('conversations.replies')).toMatchObject([{ args: { ts } }]);
  });
});

describe('who may approve', () => {
  test.each([
    ['guest', { isRestricted: true }],
    ['bot', { isBot: true }],
    ['deactivated', { deleted: true }],
    ['foreign', { teamId: 'T0OTHER' }],
  ])('counts for no quorum as %s', async (standing, flags) => {
    Object.assign(scene.slack.users.get(scene.lin) ?? {}, flags);
    expect(await refusal(scene.start({ quorum: 2 }))).toBe(
      `QUORUM: 2 is more than the 1 person in APPROVERS who may decide; not Lin (${standing}). Lower it or name more approvers.`,
    );
    expect((await scene.start({ quorum: 1 })).incidents).toEqual([]);
  });

  test('is read once more where a group comes without its people', async () => {
    const { slack, leads, start } = scene;
    const group = slack.groups.get(leads);
    if (!group) throw new Error('There are no leads.');
    group.untold = true;
    expect(await refusal(start())).toBe(
      'QUORUM: 1 is more than the 0 people in APPROVERS. Lower it or name more approvers.',
    );
    expect(slack.calls('usergroups.list')).toHaveLength(2);
  });

  test('is asked about no further than it takes', async () => {
    const many = Array.from({ length: 60 }, (_, index) => scene.slack.addUser({ name: `u${index}` }).id);
    const group = scene.slack.addGroup({ handle: 'many', users: many });
    await scene.start({ approvers: [{ kind: 'group', id: group.id }], quorum: 2 });
    expect(scene.slack.calls('users.info')).toHaveLength(2);
  });

  test('is told of where the plan has no groups', async () => {
    scene.slack.fault('usergroups.list', { kind: 'error', error: 'plan_upgrade_required' }, 9);
    expect(await refusal(scene.start())).toBe(
      "APPROVERS: this workspace's plan has no user groups. Name people (U...) instead.",
    );
  });

  test('and is not in a private channel is named at the start, does not count for reach, and is entitled', async () => {
    const { slack, lee, lin, leads } = scene;
    const { id, members } = slack.addChannel({ name: 'board', private: true, members: [lee] });
    const gone = slack.addUser({ name: 'gone', deleted: true }).id;
    slack.groups.get(leads)?.users.push(gone);
    const { incidents, directory } = await scene.start({ channel: id });
    expect(incidents.map(({ text }) => text)).toEqual([
      `APPROVAL_CHANNEL: #board is private, and these approvers are not in it and can't see the cards: Lin (${lin}). They are asked by direct message; invite them.`,
    ]);
    expect([lee, lin].map(directory.reachable)).toEqual([true, false]);
    expect(directory.members([leads], [])).toMatchObject({
      members: { groups: new Map([[leads, [lee, lin, gone]]]) },
    });
    members.add(lin);
    expect((await scene.start({ channel: id })).incidents).toEqual([]);
  });

  test('in a public channel is not looked for there', async () => {
    await scene.start();
    expect(scene.slack.calls('conversations.members')).toEqual([]);
  });

  test('is enough for each rule, or the one where too few do is named', async () => {
    const { lee, lin, leads, slack } = scene;
    const at = { quorumAt: 'rules.yaml:4:13: rules.0.quorum', approveAt: 'approve' };
    const rule = {
      ...at,
      approve: [{ kind: 'user', id: lee } as const, { kind: 'user', id: lin } as const],
      quorum: 2,
    };
    expect((await scene.start({ rules: [rule] })).incidents).toEqual([]);
    Object.assign(slack.users.get(lin) ?? {}, { isRestricted: true });
    expect(await refusal(scene.start({ rules: [rule] }))).toBe(
      'rules.yaml:4:13: rules.0.quorum: 2 is more than the 1 person in approve who may decide; not Lin (guest). Lower it or name more approvers.',
    );
    const group = { ...at, approve: [{ kind: 'group', id: leads } as const], quorum: 3 };
    expect(await refusal(scene.start({ rules: [group] }))).toMatch(
      /^rules\.yaml:4:13: rules\.0\.quorum: 3 is more than/,
    );
  });

  test('is enough to reject as well, or that is named', async () => {
    const rule = {
      ...{ quorum: 1, quorumAt: 'rules.yaml:4:13: rules.0.quorum', approveAt: 'approve' },
      approve: [{ kind: 'group', id: scene.leads } as const],
      rejectQuorumAt: 'rules.yaml:5:20: rules.0.reject_quorum',
    };
    expect((await scene.start({ rules: [{ ...rule, rejectQuorum: 2 }] })).incidents).toEqual([]);
    expect(await refusal(scene.start({ rules: [{ ...rule, rejectQuorum: 3 }] }))).toBe(
      'rules.yaml:5:20: rules.0.reject_quorum: 3 is more than the 2 people in approve. Lower it or name more approvers.',
    );
  });

  test('who is to be told and is not known stops the start, with the place', async () => {
    expect(await refusal(scene.start({ notified: [{ kind: 'group', id: 'S0NOBODY' }] }))).toBe(
      'rules.yaml:4:13: rules.0.notify.0: S0NOBODY is not known in this workspace. Check the ID.',
    );
    expect(await refusal(scene.start({ notified: [{ kind: 'user', id: 'U0NOBODY' }] }))).toBe(
      'rules.yaml:4:13: rules.0.notify.0: U0NOBODY is not known in this workspace. Check the ID.',
    );
  });

  test('by a group that is gone stops the start, and so does a requester nobody knows', async () => {
    expect(await refusal(scene.start({ requesters: [{ kind: 'group', id: 'S0NOBODY' }] }))).toBe(
      'REQUESTERS: S0NOBODY is not known in this workspace. Check the ID.',
    );
    expect(await refusal(scene.start({ requesters: [{ kind: 'user', id: 'U0NOBODY' }] }))).toBe(
      'REQUESTERS: U0NOBODY is not known in this workspace. Check the ID.',
    );
    expect(await refusal(scene.start({ approvers: [{ kind: 'group', id: 'S0NOBODY' }] }))).toBe(
      'APPROVERS: S0NOBODY is not known in this workspace. Check the ID.',
    );
  });
});
