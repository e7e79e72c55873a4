import type { Message, View } from '../../../control/view.ts';

interface Element {
  type?: string;
  text?: { text?: string };
}

/** The cards of the approvals channel that have a button of this name, oldest first. */
export function cardsWith(view: View, button: string): Message[] {
  const messages = view.conversations.find(({ id }) => id === view.main)?.messages ?? [];
  return messages.filter(
    ({ blocks, ephemeral }) => !ephemeral && blocks.some((block) => has(block.elements, button)),
  );
}

function has(elements: unknown, button: string): boolean {
  return (
    Array.isArray(elements) &&
    elements.some(({ type, text }: Element) => type === 'button' && text?.text === button)
  );
}
