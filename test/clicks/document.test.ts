import { expect, test } from 'vitest';
import { documented } from './support/document.ts';

test('docs/clicks.md says what comes of every click', async () => {
  await expect(documented()).toMatchFileSnapshot('../../docs/clicks.md');
});
