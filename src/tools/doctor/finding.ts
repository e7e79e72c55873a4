/** How a check came out. `not checked` is never counted as right or wrong. */
export type State = 'ok' | 'wrong' | 'not checked';

/** What a check found: a line that says what is, and, where something is to be done, in a word what. */
export interface Verdict {
  state: State;
  says: string;
  /** The exact places and commands, one each. */
  todo: readonly string[];
}

/** A verdict under the name of what was checked. */
export interface Finding extends Verdict {
  name: string;
}

/** As it should be. */
export const ok = (says: string, ...todo: string[]): Verdict => ({ state: 'ok', says, todo });

/** To be mended before the bot does its work. */
export const wrong = (says: string, ...todo: string[]): Verdict => ({ state: 'wrong', says, todo });

/** Nobody could tell, and why. */
export const notChecked = (says: string, ...todo: string[]): Verdict => ({
  state: 'not checked',
  says,
  todo,
});
