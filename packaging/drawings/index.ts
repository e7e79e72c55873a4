import { promise } from './promise.ts';
import { rooms } from './rooms.ts';
import { sequence } from './sequence.ts';

/** The documents' drawings by their path; `npm run draw` writes them. */
export const DRAWINGS: Record<string, () => string> = {
  'docs/drawings/promise.svg': promise,
  'docs/drawings/rooms.svg': rooms,
  'docs/drawings/sequence.svg': sequence,
};
