import { expect, test } from 'vitest';
import { PATIENCE } from '../../../src/slack/connection/socket/connection.ts';
import { WAIT_MS } from '../../support/stage.ts';
import { useStage } from '../../support/use-stage.ts';

// Connections that Slack still counts although they are dead: it sends them their share of the clicks.

/** Connections are compared a few seconds after Slack's hello, when every bot has said what it holds. */
const COMPARED = { timeout: WAIT_MS };

const { stage } = useStage();

test('Slack is given as long as it needs to answer a ping', () => {
  expect(PATIENCE).toEqual({ clientPingMs: 20_000, serverPingMs: 60_000 });
});

test('a connection that Slack counts and nobody holds is named on /readyz until it is gone', {
  timeout: 180_000,
}, async () => {
  const patience = { clientPingMs: 900, serverPingMs: 60_000 };
  const bot = await stage.start({}, (outside) => ({ ...outside, patience }));
  const readyz = async () => {
    const answer = await fetch(`http://127.0.0.1:${bot.operatorPort()}/readyz`);
    return { status: answer.status, ...((await answer.json()) as { troubles?: string[] }) };
  };
  expect(await readyz()).toEqual({ status: 200, slack: true, store: true });

  stage.slack.muteSockets('ghosts');
  await stage.slack.until('another connection', () => stage.slack.sockets() === 1, WAIT_MS);
  await expect.poll(readyz, COMPARED).toEqual({
    status: 200,
    slack: true,
    store: true,
    troubles: [expect.stringMatching(/^Slack counts 2 /)],
  });

  const told = stage.slack.socketTickets();
  stage.slack.endGhosts();
  stage.slack.refreshSockets();
  await stage.slack.until('the next hello', () => stage.slack.socketTickets() > told, WAIT_MS);
  await expect.poll(readyz, COMPARED).toEqual({ status: 200, slack: true, store: true });
});
