import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Person } from '../../sandbox/workspace/types.ts';
import { privately } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage } = useStage();

const errorsOf = (who: Person) => Object.entries(who.modal()?.errors ?? {});
const cards = () => stage.slack.messages(stage.approvals);
const told = (who: Person, where: string, text: string) =>
  stage.slack.until(text, () => privately(who, where).includes(text), WAIT_MS);
const status = (begin: string) =>
  stage.slack.until(begin, () => cards().length > 0 && stage.cardStatus().startsWith(begin), WAIT_MS);

/** Starts the bot with a rules file. */
function startWith(rules: string, env: Record<string, string | undefined> = {}) {
  const file = join(dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? ''), 'rules.yaml');
  writeFileSync(file, rules);
  return stage.start({ INTERCONNECT_BOT_CONFIG: file, ...env });
}

test('the first rule that matches decides who approves and how many, is named on the card, and freezing is for all approvers', async () => {
  const { erin, lee, lin, olga } = stage.cast;
  await startWith(`
rules:
  - { name: dc2, match: { location: [EqDC2], requester: [${erin.id}] }, approve: [${olga.id}, ${lin.id}], quorum: 2, expiry_hours: 2 }
`);
  await stage.order();
  await status('Waiting for approval: 0 of 2 from Olga or Lin');
  expect(JSON.stringify(stage.card().blocks)).toContain('Rule dc2: 2 of Olga or Lin');
  await lee.press(stage.card(), 'Approve');
  await told(lee, stage.approvals, "You can't decide this: it takes Olga or Lin.");
  await olga.press(stage.card(), 'Approve');
  await status('Waiting for approval: 1 of 2 from Olga or Lin');
  await lin.press(stage.card(), 'Approve');
  await status('Ordered: dxcon-');
  expect(stage.aws.calls('CreateInterconnect')).toHaveLength(1);

  await stage.order(olga, { name: 'dc2-core-02' });
  await status('Waiting for approval: 0 of 1 from net-leads');
  expect(JSON.stringify(stage.card().blocks)).toContain('Rule default: 1 of net-leads');
  await olga.slash('/interconnect', 'freeze Audit', stage.lobby);
  await told(olga, stage.lobby, 'Ordering is frozen: Audit. 0 orders are on their way to AWS.');
  await lee.slash('/interconnect', 'unfreeze', stage.lobby);
  await told(lee, stage.lobby, 'Ordering goes on.');
  await erin.slash('/interconnect', 'freeze Me too', stage.lobby);
  await told(erin, stage.lobby, "You can't do this: it takes an approver.");
});

test('what no rule takes, or whom its rule does not let ask, is said in the form, and nothing typed is lost', async () => {
  const { erin, lee, olga } = stage.cast;
  const engineers = stage.slack.addGroup({ handle: 'engineers', users: [olga.id] });
  await startWith(
    `
rules:
  - { name: ten, match: { bandwidth: [10Gbps] }, request: [${engineers.id}], approve: [${lee.id}] }
  - { name: leads, match: { bandwidth: [100Gbps] }, approve: [${lee.id}], name_pattern: "^eq", tags: { owner: { required: true, values: [core] } } }
`,
    { APPROVERS: undefined },
  );
  await stage.order(erin, { bandwidth: '1Gbps' });
  expect(errorsOf(erin)).toEqual([
    [expect.stringMatching(/^bandwidth/), 'No rule covers this order. ten would: with 10Gbps.'],
  ]);
  expect(erin.modal()?.values.name?.name).toMatchObject({ value: 'dc2-core-01' });
  await erin.close();
  await stage.order(erin);
  expect(errorsOf(erin)).toEqual([
    [expect.stringMatching(/^reason/), "You can't ask for this port: the rule ten takes engineers."],
  ]);
  await erin.close();
  await stage.order(erin, { bandwidth: '100Gbps', tags: 'owner=edge' });
  expect(errorsOf(erin)).toEqual([
    [expect.stringMatching(/^name/), 'The rule leads wants a name that matches ^eq (a regular expression).'],
    [expect.stringMatching(/^tags/), 'The rule leads takes the tag owner=core, not owner=edge.'],
  ]);
  expect(cards()).toEqual([]);
  await stage.order(olga);
  await status('Waiting for approval: 0 of 1 from Lee');
});

test('a vote is judged by the rule of now as well: the stricter of then and now', async () => {
  const { erin, lee, lin } = stage.cast;
  await stage.start();
  await stage.order();
  await status('Waiting for approval: 0 of 1 from net-leads');
  await stage.stop();
  await startWith(
    `rules: [{ name: two, match: { requester: [${erin.id}] }, approve: [${stage.env.APPROVERS}], quorum: 2 }]`,
  );
  await lee.press(stage.card(), 'Approve');
  await status('Waiting for approval: 1 of 2 from net-leads');
  await lin.press(stage.card(), 'Approve');
  await status('Ordered: dxcon-');
});

test('a group or person in a rule whom Slack does not know stops the start, with line and column', async () => {
  const { lee } = stage.cast;
  await expect(
    startWith(`
rules:
  - name: gone
    match: { requester: [${lee.id}, U0NOBODY] }
    approve: [${lee.id}]
`),
  ).rejects.toThrow(
    /rules\.yaml:4:\d+: rules\.0\.match\.requester\.1: U0NOBODY is not known in this workspace\. Check the ID\.$/,
  );
});
