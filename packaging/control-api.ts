import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentsInMarkdown } from '../sandbox/control/documents.ts';
import { ROUTES } from '../sandbox/control/routes.ts';
import { ROOT } from './imports.ts';

// Writes what sandbox/README.md says of the control API from its routes. `npm run draw` writes it; a test says when it
// is no longer true.

const DOCUMENT = join(ROOT, 'sandbox/README.md');
const [BEGIN, END] = ['<!-- control api -->\n', '<!-- end of control api -->'];
const URL = 'http://127.0.0.1:4000';

/** The document with the control API as the routes have it. */
export function listed(document: string): string {
  const [before, rest] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (before < 0 || rest < before) throw new Error('sandbox/README.md has no place for the control API.');
  return `${document.slice(0, before)}${BEGIN}\n${documentsInMarkdown(ROUTES, URL)}\n\n${document.slice(rest)}`;
}

if (import.meta.main) writeFileSync(DOCUMENT, listed(readFileSync(DOCUMENT, 'utf8')));
