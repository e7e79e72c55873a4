import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Where } from '../../domain/where.ts';
import type { CouldNotLook, DirectConnect } from '../../interfaces/direct-connect.ts';

const SESSION_MS = MINUTE;

/** A port as AWS shows it by its ID; `place`: the one of those that were asked. */
export interface There {
  kind: 'there';
  place: Where;
  accountId: string;
  seen: ListedInterconnect;
}

/** Asks every place for a port by its ID, with its tags; "not there" takes a whole answer of each. */
export async function portThere(
  { directConnect }: { directConnect: DirectConnect },
  places: readonly Where[],
  interconnectId: string,
): Promise<There | CouldNotLook | { kind: 'not_there' }> {
  const answers = await Promise.all(
    places.map(async (place): Promise<There | CouldNotLook | { kind: 'not_there' }> => {
      const opened = await directConnect.open(place, SESSION_MS);
      if (opened.kind === 'wrong_account') {
        const message = `The bot's credentials are account ${opened.accountId}'s.`;
        return { kind: 'could_not_look', code: 'WRONG_ACCOUNT', message };
      }
      if (opened.kind !== 'open') return opened;
      const { accountId } = opened.session;
      const answer = await opened.session.port(interconnectId);
      return answer.kind === 'there' ? { kind: 'there', place, accountId, seen: answer.port } : answer;
    }),
  );
  return (
    answers.find(({ kind }) => kind === 'there') ??
    answers.find(({ kind }) => kind === 'could_not_look') ?? { kind: 'not_there' }
  );
}
