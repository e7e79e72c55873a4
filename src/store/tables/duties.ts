import type { Duties } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';

/** Work that serves many requests at once, such as listing a Region: one process does it per interval. */
export function duties({ db, now }: Context): Duties {
  return {
    async take(name, everyMs) {
      const row = await db
        .insertInto('duties')
        .values({ name, due_at: now + everyMs })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ due_at: now + everyMs })
            .where((eb) =>
              // Put off for longer than an interval: the clock was set back.
              eb.or([eb('duties.due_at', '<=', now), eb('duties.due_at', '>', now + everyMs)]),
            ),
        )
        .returning('name')
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
