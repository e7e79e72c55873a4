/** A start that can't go on: one line that names the setting, what is wrong with it, and what to do. */
export class SettingError extends Error {
  readonly code = 'SETTING';
  constructor(name: string, what: string, todo: string, cause?: unknown) {
    super(`${name}: ${what} ${todo}`.trim(), { cause });
  }
}
