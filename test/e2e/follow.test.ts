import { expect, test } from 'vitest';
import type { Person } from '../../sandbox/workspace/types.ts';
import type { Aws } from '../../src/interfaces/aws.ts';
import { putByHand } from '../support/by-hand.ts';
import { privately, statusOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

// A port that somebody made at AWS behind the bot's back, and that is followed from then on.

const { stage, until, line, status } = useStage({ each: 'file' });
const ID = 'dxcon-old00001';

/** AWS answers whoever looks no sooner than this. */
let answering: Promise<unknown> = Promise.resolve();
const held = (aws: Aws): Aws => ({
  ...aws,
  open: async (...given) => {
    await answering;
    return aws.open(...given);
  },
});

async function answer(who: Person, text: string): Promise<string> {
  const before = privately(who, stage.lobby).length;
  expect(await who.slash('/interconnect', text, stage.lobby)).toMatchObject({
    acked: true,
    problem: undefined,
  });
  return until(`an answer to ${text}`, () => privately(who, stage.lobby)[before]);
}

test('a port is followed by one card, however many approvers want it at once', async () => {
  const { erin, lee, lin } = stage.cast;
  await stage.start({}, (outside) => ({ ...outside, directConnect: held(outside.directConnect) }));
  expect(await answer(lee, 'follow')).toMatch(/^Say which: \/interconnect follow dxcon-/);
  expect(await answer(lee, `follow ${ID}`)).toBe(`AWS lists no ${ID} in us-east-1. Nothing was changed.`);
  putByHand(stage.aws, {
    interconnectId: ID,
    interconnectName: 'dc2-old-01',
    interconnectState: 'down',
  });
  expect(await answer(erin, `follow ${ID}`)).toBe("You can't do this: it takes an approver.");

  // AWS takes longer than Slack waits: both are answered after the ack.
  const slow = Promise.withResolvers<void>();
  answering = slow.promise;
  const told = () =>
    [lee, lin].flatMap((who) => privately(who, stage.lobby).filter((said) => said.includes(ID)));
  const before = told().length;
  const typed = [lee, lin].map((who) =>
    who.slash('/interconnect', `follow ${ID.toUpperCase()}`, stage.lobby),
  );
  for (const one of await Promise.all(typed)) expect(one).toMatchObject({ acked: true, problem: undefined });
  expect(told()).toHaveLength(before);
  slow.resolve();
  await until('both answers', () => told().length === before + 2 || undefined);
  const [one, other] = told()
    .filter((said) => said.includes(' as ic-'))
    .toSorted((a, b) => a.length - b.length);
  expect(one).toMatch(new RegExp(`^${ID} is followed already, as ic-`));
  expect(other).toMatch(new RegExp(`^${ID} is followed from here on, as ic-.*: down\\. Its card comes `));

  await until('the card', () => stage.slack.messages(stage.approvals)[0]);
  await status(`Followed: ${ID}, down`);
  await line(`${ID} is followed from here on: down.`);
  expect(JSON.stringify(stage.card().blocks)).toMatch(/Followed by (Lee|Lin)/);
  expect(stage.slack.messages(stage.approvals)).toHaveLength(1);
  expect(await answer(lin, `follow ${ID}`)).toContain('is followed already');
  expect(JSON.stringify(lin.sees(stage.lobby).at(-1)?.blocks)).toContain('"text":"Card"');
});

test('what becomes of it is told in its thread, its direct message, lists and show', async () => {
  const { erin, lee, lin } = stage.cast;
  stage.aws.setState(ID, 'available');
  // Until the first listing.
  stage.travel(5_000);
  await line(`${ID} is available.`);
  await status(`Followed: ${ID}, available`);
  const follower = JSON.stringify(stage.card().blocks).includes('Followed by Lee') ? lee : lin;
  await until(
    'the direct message',
    () => stage.dm(follower).some((one) => statusOf(one).endsWith(`Followed: ${ID}, available`)) || undefined,
  );
  expect(await answer(follower, 'list')).toContain(` · Followed: ${ID}, available · `);
  expect(await answer(erin, 'list all')).toBe('No request is open.');
  const ports = await answer(erin, 'ports');
  expect(ports).toContain(`${ID} · available since `);
  expect(ports).toMatch(/\d of 10 at EqDC2, us-east-1, by the last listing( and 1 newer)?: \d free\./);
  const shown = await answer(erin, `show ${ID}`);
  expect(shown).toMatch(/Followed by (Lee|Lin) \(U/);
  expect(shown).toContain('Reason: The bot did not order it: it was at AWS already.');
  expect(shown).not.toContain('Rule ');
  expect(await answer(erin, `why ${ID}`)).toContain('nobody decides about it.');
  stage.aws.setState(ID, 'deleted');
  await line(`${ID} was deleted at AWS. The bot did not do that.`);
  await status(`Deleted at AWS: ${ID}`);
  expect(stage.aws.calls('CreateInterconnect')).toHaveLength(0);
});
