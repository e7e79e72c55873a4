import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, '..');

/** Each TypeScript file under a folder of the project, with those of the project that it imports, in a fixed order. */
export function importsOf(folder: string): Map<string, string[]> {
  const files = globSync(`${folder}/**/*.ts`, { cwd: ROOT }).sort();
  return new Map(
    files.map((file) => {
      const paths = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/from '(\.[^']+\.ts)'/g)];
      return [file, paths.map(([, path = '']) => join(dirname(file), path))];
    }),
  );
}
