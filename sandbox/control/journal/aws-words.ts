import type { Exchange } from '../../aws/types.ts';
import { isJson, objs, parseJson, str } from '../../workspace/json.ts';
import { awsWords } from '../fault-words.ts';

/** Whether an operation changes nothing. The letter of a port is dated anew by each call. */
export function isRead(operation: string): boolean {
  return /^(Describe|Lookup|Get)/.test(operation) && operation !== 'DescribeLoa';
}

/** What AWS was asked and what came of it, in a few words. */
export function exchangeWords(exchange: Exchange): string {
  const { call, fault } = exchange;
  const asked = [call.operation, askedFor(call.input)].filter(Boolean).join(' ');
  const isSpoilt = fault !== undefined && fault.kind !== 'slow' && fault.kind !== 'account';
  return `${asked}${isSpoilt ? `: ${lowered(awsWords(fault, call.operation))}` : cameOf(exchange)}`;
}

function askedFor(input: Record<string, unknown>): string {
  const { bandwidth, location } = input;
  if (bandwidth !== undefined) return `${String(bandwidth)} at ${String(location)}`;
  return str(input, 'interconnectId') ?? str(input, 'connectionId') ?? '';
}

function cameOf({ call, answer }: Exchange): string {
  if (call.outcome !== 'ok') return `: ${call.outcome}`;
  if (call.operation === 'CreateInterconnect') return `: ${call.interconnectId} made`;
  const said = parseJson(answer ?? '');
  const counts = Object.entries(said ?? {})
    .filter(([, value]) => Array.isArray(value))
    .map(([name]) => counted(objs(said, name).length, spaced(name)));
  return counts.length > 0 && isJson(said) ? `: ${counts.join(', ')}` : '';
}

function counted(number: number, nouns: string): string {
  return `${number} ${number === 1 ? nouns.replace(/ies$/, 'y').replace(/s$/, '') : nouns}`;
}

function spaced(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function lowered(words: string): string {
  return /^[A-Z][a-z]+ /.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
