import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './imports.ts';

const LEGAL = /^(licen[cs]e|notice|copying)/i;

/** The legal notices of every package that these files, relative to the project, belong to: each text once. */
export function licencesOf(files: readonly string[]): string {
  const folders = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  const packages = Map.groupBy([...folders].toSorted(), (folder) => textOf(join(ROOT, folder)));
  return [...packages].map(([text, those]) => `${those.map(nameOf).join('\n')}\n\n${text}\n`).join('\n');
}

/** What a package says about its licence: its files, else only the licence's name. */
function textOf(folder: string): string {
  const files = readdirSync(folder).filter((file) => LEGAL.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return texts.length > 0 ? texts.join('\n\n') : `Licence: ${manifestOf(folder).license}`;
}

function nameOf(folder: string): string {
  const { name, version } = manifestOf(join(ROOT, folder));
  return `${name} ${version}`;
}

function manifestOf(folder: string) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license: string;
  };
}
