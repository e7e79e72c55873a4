import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { checkYaml } from '../../settings/placed-file.ts';
import { SettingError } from '../../settings/setting-error.ts';
import { caseOrder } from './order.ts';

const CASES_FILE = 'interconnect-bot.test.yaml';

const expectation = z
  .strictObject({
    rule: z.string().optional(),
    quorum: z.int().optional(),
    approve: z.array(z.string()).optional(),
    refused: z.literal(true).optional(),
  })
  .refine(
    ({ refused, ...rest }) => Object.keys(rest).length > 0 !== (refused ?? false),
    'expects either refused: true, or any of rule, quorum and approve',
  );
const oneCase = z.strictObject({ name: z.string(), order: caseOrder, expect: expectation });
const casesSchema = z.strictObject({ cases: z.array(oneCase).min(1) });
/** An order, and what is to become of it. */
export type Case = z.infer<typeof oneCase>;

/** Reads the cases of a file, or of the one beside the rules; throws SettingError for what is wrong in it. */
export function readCases(named: string | undefined, rulesPath: string): Case[] {
  const path = named ?? join(dirname(rulesPath), CASES_FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    throw new SettingError(path, `can't be read (${code}).`, 'Name the file with the cases.', error);
  }
  return checkYaml(path, text, casesSchema, keysAt).content.cases;
}

function keysAt(path: readonly PropertyKey[]): string[] {
  const [, , part] = path;
  if (part === 'order') return Object.keys(caseOrder.shape);
  if (part === 'expect') return Object.keys(expectation.shape);
  return Object.keys(path.length === 0 ? casesSchema.shape : oneCase.shape);
}
