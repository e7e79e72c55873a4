/** Each tool by its name: an entry of its own, which runs once it is imported, with the arguments of the process. */
const TOOLS = new Map<string | undefined, () => Promise<unknown>>([
  ['audit', () => import('./audit.ts')],
  ['bot', () => import('./bot.ts')],
  ['migrate', () => import('./migrate.ts')],
  ['migrate-store', () => import('./migrate-store.ts')],
  ['doctor', () => import('./doctor.ts')],
  ['rules', () => import('./rules.ts')],
]);

/** Runs a tool of this process; what to say where there is none of that name. */
export async function runTool(name: string | undefined): Promise<string | undefined> {
  const tool = TOOLS.get(name);
  if (!tool) return `Name a tool: ${[...TOOLS.keys()].sort().join(', ')}.`;
  await tool();
  return undefined;
}
