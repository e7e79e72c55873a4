import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './imports.ts';

// Prints a bill of materials (CycloneDX) of what the image's bundle is made from, from the lock file alone. `npm sbom --omit=dev`
// leaves out what a development dependency needs as well, such as pg: so npm gets a lock file without those.

interface Entry {
  dev?: true;
  devDependencies?: object;
}

const read = <T>(file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as T;
const { devDependencies: _, ...project } = read<Entry & { name: string }>('package.json');
const lock = read<{ packages: Record<string, Entry> }>('package-lock.json');
const { devDependencies: __, ...root } = lock.packages[''] ?? {};
const installed = Object.entries(lock.packages).filter(([, { dev }]) => !dev);

const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
try {
  // npm calls the project by its folder.
  const cwd = join(folder, project.name);
  mkdirSync(cwd);
  const write = (file: string, content: object) => writeFileSync(join(cwd, file), JSON.stringify(content));
  write('package.json', project);
  write('package-lock.json', { ...lock, packages: { ...Object.fromEntries(installed), '': root } });
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
  const { status, error } = spawnSync('npm', args, { cwd, stdio: 'inherit' });
  if (error) throw error;
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
