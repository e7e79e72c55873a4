import * as z from 'zod';
import { fileSchema } from './rules-schema.ts';

/** The rules file's JSON schema, for editors. */
export function rulesJsonSchema(): Record<string, unknown> {
  return {
    title: 'interconnect-bot.yaml',
    ...z.toJSONSchema(fileSchema, { target: 'draft-7', io: 'input' }),
  };
}
