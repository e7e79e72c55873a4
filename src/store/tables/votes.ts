import type { Selectable } from 'kysely';
import type { Choice, Vote } from '../../domain/request/vote.ts';
import type { Votes } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';

const castOne = prepared((db, row: ReturnType<typeof toRow>) =>
  db
    .insertInto('votes')
    .values({
      request_id: row.request_id,
      revision: row.revision,
      attempt: row.attempt,
      voter_id: row.voter_id,
      voter_name: row.voter_name,
      decision: row.decision,
      fingerprint: row.fingerprint,
      comment: row.comment,
      at: row.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['request_id', 'revision', 'attempt', 'voter_id'])
        .doUpdateSet({
          decision: row.decision,
          fingerprint: row.fingerprint,
          comment: row.comment,
          at: row.at,
        })
        .where((eb) =>
          eb.or([
            eb('votes.decision', '<>', row.decision),
            eb('votes.fingerprint', '<>', row.fingerprint),
            eb('votes.comment', 'is distinct from', row.comment),
          ]),
        ),
    )
    .compile(),
);
const votesOf = prepared((db, asked: { requestId: string; revision: number; attempt: number }) =>
  db
    .selectFrom('votes')
    .selectAll()
    .where('request_id', '=', asked.requestId)
    .where('revision', '=', asked.revision)
    .where('attempt', '=', asked.attempt)
    .orderBy('at')
    .compile(),
);

/** Votes: one standing choice per person, revision and attempt. */
export function votes(context: Context): Votes {
  const { db } = context;
  /** What an older version's vote was cast on stands in its audit row alone. */
  const fromTrail = async (row: Selectable<Schema['votes']>): Promise<string> => {
    const voted = await db
      .selectFrom('audit')
      .select('fingerprint')
      .where('request_id', '=', row.request_id)
      .where('revision', '=', row.revision)
      .where('actor_id', '=', row.voter_id)
      .where('event', '=', row.attempt === 0 ? 'voted' : 'voted_to_order_again')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return voted?.fingerprint ?? '';
  };
  return {
    async cast(vote) {
      const { numAffectedRows } = await castOne(context, toRow(vote));
      return numAffectedRows === 1n;
    },

    async void(requestId, revision, attempt, voters) {
      if (voters?.length === 0) return;
      let query = db
        .deleteFrom('votes')
        .where('request_id', '=', requestId)
        .where('revision', '=', revision)
        .where('attempt', '=', attempt);
      if (voters) query = query.where('voter_id', 'in', voters);
      await query.execute();
    },

    async of(requestId, revision, attempt) {
      const { rows } = await votesOf(context, { requestId, revision, attempt });
      return Promise.all(rows.map(async (row) => fromRow(row, row.fingerprint ?? (await fromTrail(row)))));
    },
  };
}

/** Votes of older versions called what came after an attempt an approval too. */
function choiceOf({ decision, attempt }: Pick<Schema['votes'], 'decision' | 'attempt'>): Choice {
  return attempt > 0 && decision === 'approve' ? 'order_again' : (decision as Choice);
}

function toRow(vote: Vote) {
  return {
    request_id: vote.requestId,
    revision: vote.revision,
    attempt: vote.attempt,
    voter_id: vote.voter.id,
    voter_name: vote.voter.name,
    decision: vote.choice,
    fingerprint: vote.fingerprint,
    comment: vote.comment,
    at: vote.at,
  };
}

function fromRow(row: Selectable<Schema['votes']>, fingerprint: string): Vote {
  return {
    requestId: row.request_id,
    revision: row.revision,
    attempt: row.attempt,
    voter: { id: row.voter_id, name: row.voter_name },
    choice: choiceOf(row),
    fingerprint,
    comment: row.comment,
    at: row.at,
  };
}
