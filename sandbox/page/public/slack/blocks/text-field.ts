import { html, useEffect, useRef, useState } from 'htm/preact/standalone';
import type { Block, Element, Fields, Named } from './types.ts';

const TYPING_MS = 400;

interface TextFieldProps {
  element: Element;
  block: Block;
  named: Named;
  kind: string;
  /** What the form holds. */
  text: string;
  fields: Fields;
}

const handOvers = new Set<() => void>();

/** Hands over what is being typed and was not yet. */
export function handOverAll(): void {
  for (const handOver of handOvers) handOver();
}

/** A field to type into. What is being typed stays, whatever the bot makes of the form meanwhile. */
export function TextField({ element, block, named, kind, text, fields }: TextFieldProps) {
  const [typed, type] = useState<string | undefined>(undefined);
  const timer = useRef(0);
  const handOver = useRef(() => {});
  handOver.current = () => {
    clearTimeout(timer.current);
    if (typed !== undefined && typed !== text) fields.type(block.block_id, typed);
  };
  useEffect(() => {
    const now = () => handOver.current();
    handOvers.add(now);
    return () => {
      clearTimeout(timer.current);
      handOvers.delete(now);
    };
  }, []);
  // Once the form holds it, the form's own text shows again.
  useEffect(() => {
    if (typed === text) type(undefined);
  }, [typed, text]);
  const input = ({ currentTarget }: Event) => {
    type((currentTarget as HTMLInputElement).value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => handOver.current(), TYPING_MS);
  };
  const more = {
    ...named,
    value: typed ?? text,
    maxlength: element.max_length,
    placeholder: element.placeholder?.text,
    'data-action': element.action_id,
    onInput: input,
    onBlur: () => handOver.current(),
  };
  return element.multiline
    ? html`<textarea ...${more} rows="3"></textarea>`
    : html`<input ...${more} type=${kind} autocomplete="off" />`;
}
