import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage } = useStage();

test("credentials of another account than the rules file's are said at the start, and nothing is ordered", async () => {
  const file = join(dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? ''), 'rules.yaml');
  writeFileSync(file, 'account: "999988887777"\n');
  const bot = await stage.start({ INTERCONNECT_BOT_CONFIG: file });
  const answer = await fetch(`http://127.0.0.1:${bot.operatorPort()}/readyz`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    troubles: [
      `The AWS credentials are account ${stage.aws.accountId}'s, and the rules file's account is 999988887777: nothing is ordered. Give the bot credentials of 999988887777, or correct the file.`,
    ],
  });
  await stage.order();
  const card = await stage.slack.until('the card', () => stage.slack.messages(stage.approvals)[0], WAIT_MS);
  await stage.cast.lee.press(card, 'Approve');
  await stage.slack.until(
    'the thread says so',
    () => stage.thread().some((line) => line.includes(`account ${stage.aws.accountId}'s`)),
    WAIT_MS,
  );
  expect(stage.aws.calls('CreateInterconnect')).toEqual([]);
});
