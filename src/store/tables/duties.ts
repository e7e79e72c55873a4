import { HOUR } from '../../domain/time.ts';
import type { Duties } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';

/** Work that serves many requests at once, such as listing a Region: one process does it per interval. */
export function duties({ db, engine, now, work }: Context): Duties {
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

    async want(name, inMs) {
      const row = await db
        .insertInto('duties')
        .values({ name, due_at: now + inMs })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ due_at: now + inMs })
            .where('duties.due_at', '>', now + inMs),
        )
        .returning('name')
        .executeTakeFirst();
      // It may be due sooner already.
      if (row) work.push({ kind: 'follow', key: name, inMs });
    },

    async claim(prefix, everyMs) {
      let due = db
        .selectFrom('duties')
        .select('name')
        .where('name', 'like', `${prefix}%`)
        // Put off for longer than any duty is: the clock was set back.
        .where((eb) => eb.or([eb('due_at', '<=', now), eb('due_at', '>', now + HOUR)]))
        .orderBy('due_at')
        .limit(1);
      if (engine === 'postgres') due = due.forUpdate().skipLocked();
      const found = await due.executeTakeFirst();
      if (!found) return undefined;
      await db
        .updateTable('duties')
        .set({ due_at: now + everyMs })
        .where('name', '=', found.name)
        .execute();
      work.push({ kind: 'follow', key: found.name, inMs: everyMs, taken: true });
      return found.name;
    },

    async put(name, inMs) {
      await db
        .updateTable('duties')
        .set({ due_at: now + inMs })
        .where('name', '=', name)
        .execute();
    },
  };
}
