/** The environment, as the entry file read it. */
export type Env = Readonly<Record<string, string | undefined>>;
