import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** A command line that says nothing. */
export class UsageError extends Error {}

/** Takes a command line apart; throws UsageError with what is wrong with it. */
export function argumentsIn<O extends ParseArgsOptionsConfig>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}
