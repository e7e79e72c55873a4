import { describe, expect, test } from 'vitest';
import { askBack } from '../../src/actions/deciding/ask-back.ts';
import { type Ballot, decide } from '../../src/actions/deciding/decide.ts';
import { takeBack } from '../../src/actions/deciding/take-back.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { ENGINES, patient, useDatabase } from './support/database.ts';
import { addAll, aRequest, ids, judging, LEE, LIN } from './support/samples.ts';

const AT_ONCE = 5;
const APPROVE = { decision: 'approve' } as const;
const REJECT = { decision: 'reject', reason: 'Not now' } as const;

function withQuorum(id: string, quorum: number): Request {
  const request = aRequest(id);
  return { ...request, rule: { ...request.rule, quorum } };
}

function ballot(request: Request, voter: Person, choice: Ballot['choice']): Ballot {
  const { id, revision, fingerprint } = request;
  return { requestId: id, revision, fingerprint, voter, choice };
}

describe.each(ENGINES)('%s: people who press at the same instant', (engine) => {
  const database = useDatabase(engine);

  /** Lee and Lin decide every request at once, each through a process's store of their own. */
  async function race(requests: Request[], lees: Ballot['choice'], lins: Ballot['choice']) {
    const [one, other] = [patient(await database.open()), patient(await database.open())];
    await addAll(one, requests);
    const decideBoth = (some: Request[]) =>
      Promise.all(
        some.map(async (request) => {
          const kinds = await Promise.all([
            decide({ store: one, judging }, ballot(request, LEE, lees)).then(({ kind }) => kind),
            decide({ store: other, judging }, ballot(request, LIN, lins)).then(({ kind }) => kind),
          ]);
          const [state, votes] = await one.transaction(async (tx) => [
            (await tx.requests.lock(request.id))?.state,
            await tx.votes.of(request.id, request.revision, 0),
          ]);
          return { kinds: kinds.toSorted(), status: state?.status, votes: votes.length };
        }),
      );
    // A few at a time, so that nobody waits long for a connection of the pool.
    const results: Awaited<ReturnType<typeof decideBoth>> = [];
    for (let from = 0; from < requests.length; from += AT_ONCE)
      results.push(...(await decideBoth(requests.slice(from, from + AT_ONCE))));
    return results;
  }

  test('two approvals of two leave nothing undecided', async () => {
    const requests = ids(20).map((id) => withQuorum(id, 2));
    const results = await race(requests, APPROVE, APPROVE);
    expect(results).toEqual(
      requests.map(() => ({ kinds: ['approved', 'counted'], status: 'approved', votes: 2 })),
    );
  });

  test('of two approvals where one is enough, one decides and the other is told so', async () => {
    const requests = ids(10).map((id) => withQuorum(id, 1));
    const results = await race(requests, APPROVE, APPROVE);
    expect(results).toEqual(
      requests.map(() => ({ kinds: ['already_decided', 'approved'], status: 'approved', votes: 1 })),
    );
  });

  test('an approval against a rejection has one winner', async () => {
    const requests = ids(10).map((id) => withQuorum(id, 1));
    for (const { kinds, status, votes } of await race(requests, APPROVE, REJECT)) {
      expect(kinds).toEqual(['already_decided', status]);
      expect(['approved', 'rejected']).toContain(status);
      expect(votes).toBe(1);
    }
  });

  test('one takes back the approval that the other would have needed: one of them comes first, and both know', async () => {
    const [one, other] = [patient(await database.open()), patient(await database.open())];
    const requests = ids(10).map((id) => withQuorum(id, 2));
    await addAll(one, requests);
    for (const request of requests) {
      await decide({ store: one, judging }, ballot(request, LEE, APPROVE));
      const kinds = await Promise.all([
        takeBack({ store: one }, ballot(request, LEE, APPROVE)).then(({ kind }) => kind),
        decide({ store: other, judging }, ballot(request, LIN, APPROVE)).then(({ kind }) => kind),
      ]);
      const votes = await one.read((at) => at.votes.of(request.id, request.revision, 0));
      expect([...kinds, votes.length]).toEqual(
        kinds[1] === 'approved' ? ['already_decided', 'approved', 2] : ['taken_back', 'counted', 1],
      );
    }
  });

  test('an approval against a question has one winner', async () => {
    const [one, other] = [patient(await database.open()), patient(await database.open())];
    const requests = ids(10).map((id) => withQuorum(id, 1));
    await addAll(one, requests);
    for (const request of requests) {
      const kinds = await Promise.all([
        decide({ store: one, judging }, ballot(request, LEE, APPROVE)).then(({ kind }) => kind),
        askBack({ store: other, judging }, { ...ballot(request, LIN, APPROVE), question: 'Why?' }).then(
          ({ kind }) => kind,
        ),
      ]);
      const status = (await one.read((at) => at.requests.read(request.id)))?.state.status;
      expect(kinds).toEqual(
        status === 'approved' ? ['approved', 'already_decided'] : ['already_decided', 'sent_back'],
      );
    }
  });

  test('two presses of one person are one vote', async () => {
    const [one, other] = [patient(await database.open()), patient(await database.open())];
    const requests = ids(10).map((id) => withQuorum(id, 2));
    await addAll(one, requests);
    for (const request of requests) {
      const pressed = await Promise.all(
        [one, other].map((store) => decide({ store, judging }, ballot(request, LEE, APPROVE))),
      );
      expect(pressed.map(({ kind }) => kind).toSorted()).toEqual(['already_voted', 'counted']);
    }
  });
});
