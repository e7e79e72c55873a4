import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { StoredMessage } from '../../sandbox/workspace/types.ts';
import type { Outside } from '../../src/app.ts';
import { StoreUnavailableError } from '../../src/interfaces/errors.ts';
import { changedTx, withChange } from '../support/changed-tx.ts';
import { privately, requestIdOf, statusOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

// A click that arrives while the database is down or busy: an honest answer within three seconds, and nothing changed.

const DOWN = "Nothing was recorded: the database didn't answer. Press again in a minute.";
const UNSURE =
  "The database's answer was late: your click may or may not have been recorded. Look at the card in a minute.";

const { stage, until, firstCard } = useStage();

const votesOf = (card: StoredMessage) =>
  stage.store().transaction((tx) => tx.votes.of(requestIdOf(card), 1, 0));
const told = (words: string) =>
  until(words, () => privately(stage.cast.lee, stage.approvals).includes(words));

/** Holds the file as another process would that writes and does not end. */
function lock(): () => void {
  const connection = new DatabaseSync(stage.env.DATABASE_URL?.slice('file:'.length) ?? '', {
    timeout: 1_000,
  });
  connection.exec('begin immediate');
  return () => {
    connection.exec('rollback');
    connection.close();
  };
}

/** A store whose transactions hang in the middle of a vote, once they are told to. */
function hanging() {
  const go = Promise.withResolvers<void>();
  const state = { on: false };
  const wrap = (outside: Outside): Outside => ({
    ...outside,
    store: changedTx(outside.store, (tx) => ({
      votes: {
        async cast(vote) {
          const fresh = await tx.votes.cast(vote);
          if (state.on) await go.promise;
          return fresh;
        },
      },
    })),
  });
  return { wrap, state, go: go.resolve };
}

describe('while another process writes and does not end', () => {
  test('a button', async () => {
    await stage.start();
    await stage.order();
    const card = await firstCard();
    await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
    const unlock = lock();
    const click = await stage.cast.lee.press(card, 'Approve');
    unlock();
    expect(click).toMatchObject({ acked: true });
    await told(DOWN);
    expect(await votesOf(card)).toEqual([]);
    expect(stage.aws.calls('CreateInterconnect')).toEqual([]);
    expect(await stage.cast.lee.press(card, 'Approve')).toMatchObject({ acked: true });
    await until('the order', () => stage.cardStatus().startsWith('Ordered'));
    // What was on its way while nothing could be recorded is looked for when its lease has run out.
    stage.travel(16_000);
    await until('the direct message', () =>
      stage.dm(stage.cast.erin).map(statusOf)[0]?.startsWith('Ordered'),
    );
  });

  test('a form: nothing typed is lost', async () => {
    await stage.start();
    await stage.order();
    await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
    let unlock: (() => void) | undefined;
    const off = stage.slack.on(({ kind }) => {
      if (kind === 'submit') unlock ??= lock();
    });
    await stage.order(stage.cast.erin, { name: 'second' });
    off();
    unlock?.();
    expect(stage.cast.erin.modal()?.errors).toEqual({ reason: DOWN });
    expect(stage.cast.erin.modal()?.values.name?.name?.value).toBe('second');
    await stage.cast.erin.submit();
    await until('the second card', () => stage.slack.messages(stage.approvals).length === 2);
  });

  test('opening a form needs no database', async () => {
    await stage.start();
    const unlock = lock();
    const { acked, ms } = await stage.cast.erin.slash('/interconnect', '', stage.lobby);
    await until('the form', () => stage.cast.erin.modal());
    unlock();
    expect(acked).toBe(true);
    expect(ms).toBeLessThan(1_000);
  });
});

test('a vote whose transaction hangs is not recorded later, after its voter was told so', async () => {
  const { wrap, state, go } = hanging();
  await stage.start({}, wrap);
  await stage.order();
  const card = await firstCard();
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  state.on = true;
  const click = await stage.cast.lee.press(card, 'Approve');
  expect(click).toMatchObject({ acked: true });
  await told(DOWN);
  state.on = false;
  go();
  // The next transaction follows the one that hung.
  expect(await votesOf(card)).toEqual([]);
  await stage.cast.lee.press(card, 'Approve');
  await until('the order', () => stage.cardStatus().startsWith('Ordered'));
  expect(stage.aws.calls('CreateInterconnect')).toHaveLength(1);
});

test('a commit whose answer is lost is called neither recorded nor not', async () => {
  const lost = { on: false };
  await stage.start({}, (outside) => ({
    ...outside,
    store: {
      ...outside.store,
      async transaction(work, limitMs) {
        let voted = false;
        const result = await outside.store.transaction(
          (tx) =>
            work(
              withChange(tx, {
                votes: {
                  cast: (vote) => {
                    voted = true;
                    return tx.votes.cast(vote);
                  },
                },
              }),
            ),
          limitMs,
        );
        if (voted && lost.on) throw new StoreUnavailableError(undefined, { maybeRecorded: true });
        return result;
      },
    },
  }));
  await stage.order();
  const card = await firstCard();
  lost.on = true;
  await stage.cast.lee.press(card, 'Approve');
  await told(UNSURE);
  await until('the order', () => stage.cardStatus().startsWith('Ordered'));
});
