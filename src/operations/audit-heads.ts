import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type HeadsDue, headsDue, noteHeads, takeHeads } from '../actions/auditing/heads-due.ts';
import { keyId } from '../actions/auditing/sign.ts';
import { writeHeads } from '../actions/auditing/write-heads.ts';
import { DAY } from '../domain/time.ts';
import type { Duty } from '../interfaces/duty.ts';
import type { Incidents } from '../interfaces/incidents.ts';
import type { Store } from '../interfaces/store.ts';
import { keptCount } from './kept-heads.ts';
import { wholeFile } from './whole-file.ts';

const INCIDENT = 'audit-heads';

interface HeadsDeps {
  store: Store;
  /** Where they go, and what signs them. */
  folder: string;
  key: KeyObject | undefined;
  processId: string;
  incidents: Pick<Incidents, 'raise' | 'clear'>;
  /** So often it is looked whether they are due, by whichever process; milliseconds. */
  lookMs: number;
  log: Pick<Logger, 'info' | 'warn'>;
}

/** Writes the heads of the audit once a day, one process for all; an incident once they are a day late. */
export function headsDuty(deps: HeadsDeps): Duty {
  const { store, folder, incidents, lookMs, log } = deps;
  let firstDue: number | undefined;
  let trouble: string | undefined;
  const keep = async (due: HeadsDue) => {
    const file = `heads-${due.day}.jsonl`;
    try {
      await keepHeads(deps, due, file);
      log.info({ file }, 'heads of the audit written');
      return true;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      trouble = code ?? message;
      log.warn({ err: error, file }, 'heads of the audit not written');
      return false;
    }
  };
  return {
    failure: 'heads of the audit not written',
    level: 'warn',
    firstMs: lookMs,
    async run() {
      const due = await headsDue({ store });
      if (!due || ((await takeHeads({ store }, due)) && (await keep(due)))) {
        [firstDue, trouble] = [undefined, undefined];
        incidents.clear(INCIDENT);
        return lookMs;
      }
      // At a start after days away they are late as well, and another process may be writing them.
      const isLate = firstDue !== undefined && due.now - (due.since ?? firstDue) >= DAY;
      firstDue ??= due.now;
      if (isLate) incidents.raise(INCIDENT, lateText(folder, trouble));
      return lookMs;
    },
  };
}

async function keepHeads(
  { store, folder, key, processId }: HeadsDeps,
  { day }: HeadsDue,
  file: string,
): Promise<void> {
  const signer = key ? keyId(key) : null;
  let count: number | undefined;
  const isNew = await wholeFile(folder, file, processId, async (say) => {
    ({ count } = await writeHeads({ store, key }, say));
  });
  if (!isNew) count = await keptCount(join(folder, file), signer);
  // What the house's trail says was written has to have been.
  if (count === undefined) throw new Error(`${file} is there, and is none of this bot's: move it away`);
  await noteHeads({ store }, { day, count, keyId: signer });
}

function lateText(folder: string, trouble: string | undefined): string {
  const why = trouble === undefined ? '' : ` (${trouble})`;
  return `The heads of the audit have not been written for a day${why}. Look at ${folder}, AUDIT_HEADS_DIR: its rights and its room.`;
}
