import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { bundle, IMAGE_ENV, NODE_FLAGS } from '../../../packaging/bundle.ts';
import { fillCache } from '../../../packaging/fill-cache.ts';
import { openFolder } from '../../support/folder.ts';

/** What the image has beside Node. */
interface Bundled {
  folder: string;
  /** Node's arguments that start the bot of it. */
  args: string[];
  /** The environment that the image gives it. */
  env: Record<string, string>;
}

/** Makes the bundle and its cache for the tests of the file, as the image's build does. */
export function useBundle(): Bundled {
  const bundled: Bundled = { folder: '', args: [], env: {} };
  let remove = () => {};
  beforeAll(async () => {
    const folder = openFolder('bundle-');
    remove = folder.remove;
    bundled.folder = join(folder.path, 'dist');
    await bundle(bundled.folder);
    await fillCache(bundled.folder);
    bundled.args = [...NODE_FLAGS, join(bundled.folder, 'main.mjs')];
    bundled.env = { ...IMAGE_ENV, NODE_COMPILE_CACHE: join(bundled.folder, 'cache') };
  });
  afterAll(() => remove());
  return bundled;
}
