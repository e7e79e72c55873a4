import type { Message } from '../../../src/slack/blocks/message.ts';

interface Node {
  type?: string;
  text?: string | Node;
  elements?: Node[];
  fields?: Node[];
  options?: Node[];
  accessory?: Node;
  style?: unknown;
  fallback?: string;
}

/** A message as it is read, a line each: its `text`, then its blocks; `*` is bold, `>` a quote, `[ ]` what is pressed. */
export function linesShown({ text, blocks }: Message): string[] {
  return [`text: ${text}`, ...(blocks as Node[]).flatMap((block) => shown(block).split('\n'))];
}

function shown(block: Node): string {
  switch (block.type) {
    case 'header':
      return `# ${plain(block.text)}`;
    case 'context':
      return `small: ${(block.elements ?? []).map((one) => plain(one)).join(' ')}`;
    case 'actions':
      return (block.elements ?? []).map(pressed).join(' ');
    case 'rich_text':
      return (block.elements ?? []).map(rich).join('\n').replace(/\n$/, '');
    default: {
      const said = plain(block.text);
      return block.accessory ? `${said} ${pressed(block.accessory)}` : said;
    }
  }
}

function pressed({ type, text, options = [], style }: Node): string {
  if (type === 'overflow') return `[... ${options.map((one) => plain(one.text)).join(', ')}]`;
  return `[${plain(text)}${typeof style === 'string' ? `, ${style}` : ''}]`;
}

function rich({ type, elements = [] }: Node): string {
  const said = elements.map((one) => {
    if (one.type === 'date') return one.fallback ?? '';
    return one.style === undefined ? plain(one) : `*${plain(one)}*`;
  });
  return `${type === 'rich_text_quote' ? '> ' : ''}${said.join('')}`.replace(/\n$/, '');
}

function plain(node: Node | string | undefined): string {
  if (typeof node === 'string') return node;
  if (node === undefined) return '';
  return plain(node.text);
}
