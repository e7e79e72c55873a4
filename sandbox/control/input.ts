import type { Json } from '../workspace/types.ts';

/** Reads the members of what the page sent. */
export interface Input {
  text(member: string): string;
  optional(member: string): string | undefined;
  /** A whole number within bounds. */
  count(member: string, least: number, most: number): number;
}

/** The members of a body, each checked when it is read. */
export function inputOf(body: Json): Input {
  const optional = (member: string) => {
    const value = body[member];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    optional,
    text(member) {
      const value = optional(member);
      if (value === undefined) throw new Error(`${member} is missing.`);
      return value;
    },
    count(member, least, most) {
      const given = body[member];
      // Number makes a 0 of null and of nothing.
      const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)
        return value;
      throw new Error(`${member} is a whole number from ${least} to ${most}.`);
    },
  };
}
