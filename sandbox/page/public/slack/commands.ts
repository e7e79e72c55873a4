import type { View } from '../../../control/view.ts';

type Command = View['commands'][number];

/** The commands that what is being typed may become; none once one is typed whole. */
export function commandsLike(commands: Command[], typed: string): Command[] {
  if (!/^\/\S*$/.test(typed)) return [];
  return commands.filter(({ command }) => command.startsWith(typed) && command !== typed);
}

/** The command that a line begins with. */
export function commandOf(commands: Command[], line: string): Command | undefined {
  const [word] = line.trimStart().split(/\s/);
  return commands.find(({ command }) => command === word);
}
