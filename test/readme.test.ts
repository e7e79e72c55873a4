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
