import { type RawBuilder, sql } from 'kysely';
import type { Order } from '../../domain/request/order.ts';
import type { Context } from '../context.ts';
import type { Engine } from '../engine.ts';
import { prepared } from '../prepared.ts';
import { IS_OPEN, OPEN } from './open.ts';

const NAMESAKES_MOST = 20;
const AFTER_KEY = `substr("order", instr("order", '"interconnectName":"') + 20)`;
const BEGIN_MOST = 200;
/** What the index requests_named has of them: a name as JSON has it, as far as its first quotation mark. */
const NAMED: Record<Engine, RawBuilder<string>> = {
  sqlite: sql.raw(`substr(substr(${AFTER_KEY}, 1, instr(${AFTER_KEY}, '"') - 1), 1, ${BEGIN_MOST})`),
  postgres: sql.raw(
    `left(split_part(split_part("order", '"interconnectName":"', 2), '"', 1), ${BEGIN_MOST})`,
  ),
};
const readNamed = prepared((db, { begins }: { begins: string }, engine) =>
  db
    .selectFrom('requests')
    .select(['id', 'order'])
    .where('status', 'in', OPEN)
    .where(sql<boolean>`${NAMED[engine]} = ${begins} and ${IS_OPEN}`)
    .limit(NAMESAKES_MOST)
    .compile(),
);
/** What orders of this name have in that index, and a few others with them. */
function beginOf(interconnectName: string): string {
  const [begin = ''] = JSON.stringify(interconnectName).slice(1, -1).split('"');
  return [...begin].slice(0, BEGIN_MOST).join('');
}

/** The IDs of open requests that ask for a port of this very name; of very many, some. */
export async function openNamed(context: Context, interconnectName: string): Promise<string[]> {
  const { rows } = await readNamed(context, { begins: beginOf(interconnectName) });
  const isNamed = (order: string) => (JSON.parse(order) as Order).interconnectName === interconnectName;
  return rows.filter(({ order }) => isNamed(order)).map(({ id }) => id);
}
