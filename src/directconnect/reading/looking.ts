import type { CouldNotLook } from '../../interfaces/direct-connect.ts';
import { AwsReadError } from '../../interfaces/errors.ts';
import { trouble } from '../calls/failure.ts';
import { within } from '../calls/within.ts';

/** One look, in so many milliseconds. Whatever goes wrong, time included, makes it could_not_look. */
export async function looking<T>(
  ms: number,
  what: string,
  look: () => Promise<T>,
): Promise<T | CouldNotLook> {
  try {
    return await within(ms, what, look());
  } catch (error) {
    return couldNotLook(error);
  }
}

/** Why a look failed, in AWS's words where it said something. */
export function couldNotLook(error: unknown): CouldNotLook {
  const { code, message } = error instanceof AwsReadError ? error : trouble(error);
  return { kind: 'could_not_look', code, message };
}

/** AWS answered, and the answer is not whole. */
export function incomplete(operation: string, why: string): AwsReadError {
  return new AwsReadError('IncompleteListing', `${operation}: ${why}.`, undefined);
}
