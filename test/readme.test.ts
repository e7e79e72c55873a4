import { expect, test } from 'vitest';
import { fences, read } from './support/source.ts';

const readme = read('README.md');

test('the README fits on a few screens, and holds nothing that is not shown', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  expect(readme).not.toContain('<!--');
});

test('the README has the two commands that set it up, word for word', () => {
  const commands = fences(readme, 'sh').map((block) => block.trim());
  expect(commands).toContain('npm ci && npm run demo -- --once');
  expect(commands).toContain('npm ci && npm test');
});

test('each of its pictures has words for whoever does not see it, and a screenshot a light and a dark form', () => {
  const pictures = [...readme.matchAll(/<img\b[^>]*>/g)].map(([tag]) => tag);
  expect(pictures.length).toBeGreaterThan(3);
  for (const tag of pictures) expect(/ alt="([^"]+)"/.exec(tag)?.[1]?.length ?? 0, tag).toBeGreaterThan(30);
  const screenshots = [...readme.matchAll(/docs\/pictures\/([\w-]+)-(light|dark)\.png/g)];
  const of = (scheme: string) => screenshots.filter(([, , is]) => is === scheme).map(([, name]) => name);
  expect(of('light')).toEqual(of('dark'));
  expect(of('light').length).toBeGreaterThan(2);
});
