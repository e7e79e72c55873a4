import { statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { filesUnder, ROOT, read } from './source.ts';

/** Every document that people read on the repository's pages, by its path. */
export const DOCUMENTS: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...['docs', 'sandbox'].flatMap(filesUnder).filter((file) => file.endsWith('.md')),
];

/** A relative link or picture: the path in the project that it leads to, and the heading's anchor, if it names one. */
export interface Link {
  from: string;
  path: string;
  anchor: string | undefined;
}

/** The links and pictures of a document that lead into the project, of Markdown and of HTML. */
export function linksOf(document: string): Link[] {
  const text = withoutCode(read(document));
  const written = [
    ...text.matchAll(/\]\(([^)\s]+)\)/g),
    ...text.matchAll(/\b(?:src|srcset|href)="([^"\s]+)"/g),
  ].map(([, target = '']) => target);
  return written
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      const to = path === '' ? document : normalize(join(dirname(document), path));
      return { from: document, path: to, anchor };
    });
}

/** The anchors that GitHub gives to a document's headings. */
function anchorsOf(document: string): string[] {
  return [...withoutFences(read(document)).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The documents that are found by following links from one of them; a link to a folder leads to all in it. */
export function reachedFrom(document: string): Set<string> {
  const reached = new Set([document]);
  for (const at of reached) {
    for (const { path } of linksOf(at)) {
      const inside = DOCUMENTS.filter((other) => other === path || dirname(other) === path);
      for (const other of inside) reached.add(other);
    }
  }
  return reached;
}

/** Whether a link's target is there. */
export function leadsSomewhere({ path, anchor }: Link): boolean {
  const there = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (there === undefined) return false;
  return anchor === undefined || (path.endsWith('.md') && anchorsOf(path).includes(anchor));
}

/** Sentences and cells of tables that are long enough to be no coincidence, links by their words alone. */
export function sentencesOf(document: string): string[] {
  return withoutFences(read(document))
    .replaceAll(/\]\([^)]*\)/g, ']')
    .split(/\n{2,}|\n(?=\d+\. |- )|\n?\|/)
    .flatMap((part) => part.replaceAll(/\s+/g, ' ').split(/(?<=[.:;]) /))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= 60 && /[a-z]/.test(sentence));
}

function withoutFences(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '');
}

function withoutCode(text: string): string {
  return withoutFences(text).replaceAll(/`[^`\n]*`/g, '');
}
