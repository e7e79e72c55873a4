import { enableCompileCache } from 'node:module';

// The image's one entry to all tools: `node dist/tools.mjs bot list`. From the source each has a script of its own.

enableCompileCache();
const { runTool } = await import('./run-tool.ts');
// Each reads what stands behind its name, as it does by itself.
const [name] = process.argv.splice(2, 1);
const unknown = await runTool(name);
if (unknown !== undefined) {
  process.stderr.write(`${unknown}\n`);
  process.exitCode = 2;
}
