import manifest from '../../../package.json' with { type: 'json' };

/** Which bot this is, and what it stores in. */
export interface Build {
  version: string;
  engine: 'sqlite' | 'postgres';
}

/** As the package and DATABASE_URL say. */
export function buildOf({ databaseUrl }: { databaseUrl: string }): Build {
  return { version: manifest.version, engine: databaseUrl.startsWith('file:') ? 'sqlite' : 'postgres' };
}
