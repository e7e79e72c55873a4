import type { View } from '../../../control/view.ts';

type Command = View['commands'][number];

/** The commands that what is being typed may become; none once it goes beyond a command's name. */
export function commandsLike(commands: Command[], typed: string): Command[] {
  return /^\/\S*$/.test(typed) ? commands.filter(({ command }) => command.startsWith(typed)) : [];
}

/** The command that a line begins with. */
export function commandOf(commands: Command[], line: string): Command | undefined {
  const [word] = line.trimStart().split(/\s/);
  return commands.find(({ command }) => command === word);
}
