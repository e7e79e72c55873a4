import type { Tx, Vote } from '../actions/ports.ts';
import type { Context } from './context.ts';
import type { Schema } from './schema.ts';

export function votes({ db }: Context): Pick<Tx, 'addVote' | 'replaceVote' | 'voidVotes' | 'votes'> {
  return {
    async addVote(vote) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('votes')
        .values(toRow(vote))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    async replaceVote(vote) {
      await db
        .insertInto('votes')
        .values(toRow(vote))
        .onConflict((conflict) =>
          conflict
            .columns(['request_id', 'revision', 'attempt', 'voter_id'])
            .doUpdateSet({ decision: vote.decision, at: vote.at }),
        )
        .execute();
    },

    async voidVotes(requestId, revision, attempt) {
      await db
        .deleteFrom('votes')
        .where('request_id', '=', requestId)
        .where('revision', '=', revision)
        .where('attempt', '=', attempt)
        .execute();
    },

    async votes(requestId, revision, attempt) {
      const rows = await db
        .selectFrom('votes')
        .selectAll()
        .where('request_id', '=', requestId)
        .where('revision', '=', revision)
        .where('attempt', '=', attempt)
        .orderBy('at')
        .execute();
      return rows.map((row) => ({
        requestId,
        revision,
        attempt,
        voter: { id: row.voter_id, name: row.voter_name },
        decision: row.decision as Vote['decision'],
        at: row.at,
      }));
    },
  };
}

function toRow(vote: Vote): Schema['votes'] {
  return {
    request_id: vote.requestId,
    revision: vote.revision,
    attempt: vote.attempt,
    voter_id: vote.voter.id,
    voter_name: vote.voter.name,
    decision: vote.decision,
    at: vote.at,
  };
}
