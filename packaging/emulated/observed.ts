import { SlackError } from '../../sandbox/workspace/api/method.ts';
import type { Json } from '../../sandbox/workspace/types.ts';

/** What was seen of something that is emulated. */
export class Observed {
  /** The arguments that were looked at. */
  readonly read = new Set<string>();
  /** The members that were answered, with those in them: `message.blocks[].type`. */
  readonly answered = new Set<string>();
  /** The words of refusal. */
  readonly errors = new Set<string>();

  /** Runs something with arguments that are watched; a refusal is noted. */
  watch(args: Json, run: (watched: Json) => Json): Json {
    const { read } = this;
    const watched = new Proxy(args, {
      get: (target, key) => {
        read.add(String(key));
        return target[String(key)];
      },
    });
    try {
      const answer = run(watched);
      for (const path of pathsIn(answer)) this.answered.add(path);
      return answer;
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      this.errors.add(error.code);
      return {};
    }
  }
}

/** Which members a JSON value has. */
export function pathsIn(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((one) => pathsIn(one, `${prefix}[]`));
  if (typeof value !== 'object' || value === null) return [prefix];
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  if (members.length === 0) return [prefix];
  return members.flatMap(([key, one]) => pathsIn(one, prefix === '' ? key : `${prefix}.${key}`));
}

/** Members and what is in them, one level deep: `channel (id, name), ts`. */
export function shown(paths: Iterable<string>): string {
  const inner = new Map<string, Set<string>>();
  for (const path of paths) {
    const [outer = '', within] = path.split(/\.|\[\]\.?/).filter((word) => word !== '');
    if (outer === '') continue;
    const found = inner.get(outer) ?? new Set();
    if (within !== undefined && /^[a-z_A-Z]+$/.test(within)) found.add(within);
    inner.set(outer, found);
  }
  return [...inner]
    .map(([outer, within]) =>
      within.size === 0 ? `\`${outer}\`` : `\`${outer}\` (${[...within].join(', ')})`,
    )
    .join(', ');
}
