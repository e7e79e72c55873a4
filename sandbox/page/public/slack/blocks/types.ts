import type { View } from '../../../../control/view.ts';

/** A text object. */
export interface Text {
  type: 'plain_text' | 'mrkdwn';
  text: string;
  emoji?: boolean;
  verbatim?: boolean;
}

/** What an element asks before a click counts. */
export interface Confirm {
  title: Text;
  text: Text;
  confirm: Text;
  deny: Text;
  style?: 'primary' | 'danger';
}

/** An element of any type, or a text or picture in a context block. */
export interface Element {
  type: string;
  action_id: string;
  text?: Text | string;
  confirm?: Confirm;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  accessibility_label?: string;
  alt_text?: string;
  placeholder?: Text;
  options?: Option[];
  option_groups?: { label: Text; options: Option[] }[];
  multiline?: boolean;
  max_length?: number;
  min_query_length?: number;
  verbatim?: boolean;
  emoji?: boolean;
}

/** One option of a select, a group or a menu. */
export interface Option {
  text: Text;
  value: string;
  description?: Text;
  url?: string;
}

/** A block as the workspace has checked it, as far as it is drawn. */
export interface Block {
  type: string;
  block_id: string;
  text?: Text | string;
  fields?: Text[];
  accessory?: Element;
  elements?: unknown[];
  element?: Element;
  label?: Text;
  hint?: Text;
  title?: Text;
  optional?: boolean;
  expand?: boolean;
  alt_text?: string;
  rows?: unknown[][];
}

/** What fields of a form hold, and how they are filled in. */
export interface Fields {
  values: Record<string, Record<string, Record<string, unknown>>>;
  errors: Record<string, string>;
  type: (block: string, text: string) => void;
  choose: (block: string, value: string, query?: string) => void;
  options: (block: string, query: string) => Promise<{ text: string; value: string; group?: string }[]>;
}

/** Where blocks stand: who reads them, and what clicks do there. */
export interface Surface {
  view: View;
  /** h3 or h4: what headers are below. */
  heading: 'h3' | 'h4';
  press: (button: Element) => void;
  pick: (menu: Element, option: Option) => void;
  /** Only where there is a form. */
  fields?: Fields;
}

/** What a field carries for who cannot see it: its ID, or its label and what describes it. */
export type Named = Record<string, string | undefined>;
