import type { Tx, Vote } from '../actions/ports.ts';
import type { Context } from './context.ts';

export function votes({ db }: Context): Pick<Tx, 'addVote' | 'votes'> {
  return {
    async addVote(vote) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('votes')
        .values({
          request_id: vote.requestId,
          revision: vote.revision,
          attempt: vote.attempt,
          voter_id: vote.voter.id,
          voter_name: vote.voter.name,
          decision: vote.decision,
          at: vote.at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
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
