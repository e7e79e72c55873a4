import type { Shape } from '../../../../packaging/emulated/schemas.ts';
import type { Words } from './words.ts';

/** What awsJson1_1 carries in the members of an answer that the schema would not have; none if it is as AWS says. */
export function complaints(value: unknown, shape: Shape, words: Words, path = ''): string[] {
  switch (shape.kind) {
    case 'structure':
      return structure(value, shape, words, path);
    case 'list':
      if (!Array.isArray(value)) return [`${path} is no list`];
      return value.flatMap((one, index) => complaints(one, shape.of(), words, `${path}[${index}]`));
    case 'map':
      if (!isObject(value)) return [`${path} is no map`];
      return Object.entries(value).flatMap(([key, one]) =>
        complaints(one, shape.of(), words, `${path}.${key}`),
      );
    case 'timestamp':
      return isEpochSeconds(value) ? [] : [`${path} is no time in epoch seconds: ${String(value)}`];
    case 'blob':
      return isBase64(value) ? [] : [`${path} is no base64`];
    default: {
      const kind: string = typeof value;
      return kind === shape.kind ? [] : [`${path} is no ${shape.kind}: ${String(value)}`];
    }
  }
}

function structure(
  value: unknown,
  shape: Shape & { kind: 'structure' },
  words: Words,
  path: string,
): string[] {
  if (!isObject(value)) return [`${path} is no structure`];
  const missing = shape.required.filter((name) => value[name] === undefined || value[name] === null);
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const of = shape.members.get(name);
    const at = `${path}.${name}`;
    if (of === undefined) return [`${at} is not of ${shape.name}`];
    if (member === null) return [];
    const known = words.get(`${shape.name}.${name}`);
    const odd = known !== undefined && !known.includes(String(member));
    return [
      ...(odd ? [`${at} is not a known word: ${String(member)}`] : []),
      ...complaints(member, of(), words, at),
    ];
  });
  return [...missing.map((name) => `${path}.${name} is missing`), ...wrong];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Between 2001 and 2100: milliseconds would be far beyond. */
function isEpochSeconds(value: unknown): boolean {
  return typeof value === 'number' && value > 978_307_200 && value < 4_102_444_800;
}

function isBase64(value: unknown): boolean {
  return typeof value === 'string' && Buffer.from(value, 'base64').toString('base64') === value;
}
