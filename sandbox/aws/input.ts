import { AwsError, clientException } from './errors.ts';

/** The members of a request as they came, unchecked. */
export type Input = Record<string, unknown>;

/** An optional string member; null and absent are the same on this wire. */
export function text(input: Input, member: string): string | undefined {
  const value = input[member] ?? undefined;
  if (value !== undefined && typeof value !== 'string') throw wrongType(member);
  return value;
}

/** A string member that has to be there and not be empty. */
export function requiredText(input: Input, member: string): string {
  const value = text(input, member);
  if (value === undefined || value === '') throw clientException(`${member} is required.`);
  return value;
}

export function boolean(input: Input, member: string): boolean {
  const value = input[member] ?? false;
  if (typeof value !== 'boolean') throw wrongType(member);
  return value;
}

export function integer(input: Input, member: string): number | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(member);
  return value;
}

export function list(input: Input, member: string): unknown[] | undefined {
  const value = input[member] ?? undefined;
  if (value !== undefined && !Array.isArray(value)) throw wrongType(member);
  return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function wrongType(member: string): AwsError {
  return new AwsError('SerializationException', `${member} has the wrong type.`);
}
