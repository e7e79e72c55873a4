import { enableCompileCache } from 'node:module';

enableCompileCache();
// The import is dynamic so that everything it brings is compiled from the cache.
const { run } = await import('./process/run.ts');
await run(process.env, process.argv);
