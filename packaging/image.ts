// What the image's bot.mjs has: the bot, and beside it the tools, which are evaluated when one of them is asked for.
export { run } from '../src/process/run.ts';
export { runTool } from '../src/tools/run-tool.ts';
