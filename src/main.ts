import { enableCompileCache } from 'node:module';

enableCompileCache();
// The imports are dynamic so that everything they bring is compiled from the cache.
if (process.argv.includes('--help')) {
  const { settingsHelp } = await import('./settings/table.ts');
  console.log(settingsHelp());
} else {
  const { run } = await import('./process/run.ts');
  await run(process.env);
}
