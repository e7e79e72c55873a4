import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notEmulated, operationsTable } from './emulated/aws-table.ts';
import { tour } from './emulated/aws-tour.ts';
import { interactionsTable } from './emulated/interactions.ts';
import { limitsTable } from './emulated/limits-table.ts';
import { methodsTable } from './emulated/slack-table.ts';
import { visited } from './emulated/slack-visits.ts';
import { blockWords, unknownMethods } from './emulated/slack-words.ts';
import { ROOT } from './imports.ts';

// Writes what sandbox/emulated.md says of every method, operation and limit from the code that answers and keeps them.
// `npm run draw` writes it; a test says when it is no longer true.

const DOCUMENT = join(ROOT, 'sandbox/emulated.md');

/** The document with its generated parts made anew. */
export async function covered(document: string): Promise<string> {
  const visits = await tour();
  const parts: Record<string, string> = {
    methods: methodsTable(await visited()),
    'unknown methods': unknownMethods(),
    interactions: interactionsTable(),
    blocks: blockWords(),
    limits: limitsTable(),
    operations: operationsTable(visits),
    'not emulated': notEmulated(visits),
  };
  return Object.entries(parts).reduce((text, [name, part]) => replaced(text, name, part), document);
}

function replaced(document: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [before, rest] = [document.indexOf(begin), document.indexOf(end)];
  if (before < 0 || rest < before) throw new Error(`sandbox/emulated.md has no place for ${name}.`);
  return `${document.slice(0, before)}${begin}\n${part}\n\n${document.slice(rest)}`;
}

if (import.meta.main) writeFileSync(DOCUMENT, await covered(readFileSync(DOCUMENT, 'utf8')));
