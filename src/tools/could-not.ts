import { inspect } from 'node:util';
import { withoutSecrets } from '../domain/secrets.ts';
import { StoreUnavailableError } from '../interfaces/errors.ts';
import { SettingError } from '../settings/setting-error.ts';
import { notReadText } from '../words/looking.ts';
import type { Answer } from './answer.ts';

/** What a tool answers that could not be asked. Node by itself would end with 1, which says no. */
export function couldNot(error: unknown): Answer {
  if (error instanceof SettingError) return { code: 2, text: error.message };
  return {
    code: 2,
    text: error instanceof StoreUnavailableError ? notReadText(error) : withoutSecrets(inspect(error)),
  };
}
