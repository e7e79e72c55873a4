// The SDK's clients carry their services' schemas as nested lists: [kind, namespace, name, traits, ...].

/** What a member holds; the wire form of each follows from the protocol. */
export type Shape =
  | { kind: 'string' | 'number' | 'boolean' | 'timestamp' | 'blob' }
  | { kind: 'list'; of: () => Shape }
  | { kind: 'map'; of: () => Shape }
  | { kind: 'structure'; name: string; members: Map<string, () => Shape>; required: string[] };

/** One operation of a service by AWS's own description. */
export interface Operation {
  name: string;
  input: Shape;
  output: Shape;
}

const [LIST, MAP, STRUCTURE, OPERATION, ERROR] = [1, 2, 3, 9, -3];
/** Set in the number of a simple type where there is a list, or a map, of such. */
const [LIST_OF, MAP_OF] = [64, 128];
const SIMPLE: Readonly<Record<number, 'string' | 'number' | 'boolean' | 'timestamp' | 'blob'>> = {
  0: 'string',
  1: 'number',
  2: 'boolean',
  4: 'timestamp',
  21: 'blob',
};

/** The operations that a client's module describes, by name. Throws at a schema of an unknown form. */
export function operationsOf(module: Readonly<Record<string, unknown>>): Map<string, Operation> {
  const found = Object.values(module).flatMap((schema) => {
    if (!Array.isArray(schema) || schema[0] !== OPERATION) return [];
    const [, , name, , input, output] = schema as [number, string, string, unknown, unknown, unknown];
    return [{ name, input: shapeOf(input), output: shapeOf(output) }];
  });
  return new Map(found.map((one) => [one.name, one]));
}

function shapeOf(schema: unknown): Shape {
  if (typeof schema === 'function') return shapeOf(schema());
  if (typeof schema === 'number') return simple(schema);
  if (schema === 'unit') return { kind: 'structure', name: 'Unit', members: new Map(), required: [] };
  if (!Array.isArray(schema)) throw new Error(`not a schema: ${String(schema)}`);
  // A member with traits of its own: [schema, traits].
  if (typeof schema[0] !== 'number' || schema.length === 2) return shapeOf(schema[0]);
  const [kind, , name, , first, second, required = 0] = schema;
  if (kind === 0) return shapeOf(first);
  if (kind === LIST) return { kind: 'list', of: () => shapeOf(first) };
  if (kind === MAP) return { kind: 'map', of: () => shapeOf(second) };
  if (kind !== STRUCTURE && kind !== ERROR) throw new Error(`a schema of an unknown kind: ${kind}`);
  const names = first as string[];
  const members = names.map((member, index) => [member, () => shapeOf(second[index])] as const);
  return { kind: 'structure', name, members: new Map(members), required: names.slice(0, required) };
}

function simple(number: number): Shape {
  if (number >= MAP_OF) return { kind: 'map', of: () => simple(number - MAP_OF) };
  if (number >= LIST_OF) return { kind: 'list', of: () => simple(number - LIST_OF) };
  const kind = SIMPLE[number];
  if (kind === undefined) throw new Error(`a simple type of an unknown number: ${number}`);
  return { kind };
}

/** The members of a structure, each with the words under which nested ones stand: `interconnects[].tags[].key`. */
export function pathsOf(shape: Shape, prefix = ''): string[] {
  if (shape.kind === 'list' || shape.kind === 'map') return pathsOf(shape.of(), `${prefix}[]`);
  if (shape.kind !== 'structure') return [prefix];
  const under = prefix === '' ? '' : `${prefix}.`;
  return [...shape.members].flatMap(([name, of]) => pathsOf(of(), `${under}${name}`));
}
