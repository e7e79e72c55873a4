import { expect, test } from 'vitest';
import { HELP } from '../demo/options.ts';
import { fences, filesUnder, read } from './support/source.ts';

const readme = read('README.md');

test('the README fits on a few screens, and holds nothing that is not shown', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(135);
  expect(readme).not.toContain('<!--');
});

test('the README has the two commands that set it up, word for word', () => {
  const commands = fences(readme, 'sh').map((block) => block.trim());
  expect(commands).toContain('npm ci && npm run demo -- --once');
  expect(commands).toContain('npm ci && npm test');
});

test("the README calls the parts of the demo's page as the page does", () => {
  const [, tryIt = ''] = /^## Try it\n([\s\S]*?)^## /m.exec(readme) ?? [];
  const parts = [...tryIt.matchAll(/^- \*\*(.+?)\*\*|`(Play it for me)`/gm)].map(
    ([, part, button]) => part ?? button ?? '',
  );
  expect(parts.length).toBeGreaterThan(4);
  const page = filesUnder('sandbox/page/public')
    .filter((file) => file.endsWith('.ts'))
    .map(read);
  // As a text of its own, or the beginning of one.
  const isShown = (words: string) =>
    page.some((source) => ["'", '>', '`'].some((before) => source.includes(before + words)));
  expect(parts.filter((words) => !isShown(words))).toEqual([]);
});

test("the README gives the demo's command only options that it knows", () => {
  const given = [...readme.matchAll(/npm run demo -- (--\w+)/g)].map(([, option = '']) => option);
  expect(new Set(given)).toEqual(new Set(['--once', '--port', '--help']));
  const known = [...HELP.matchAll(/^ {2}(--\w+)/gm)].map(([, option = '']) => option);
  expect(given.filter((option) => !known.includes(option))).toEqual([]);
});
