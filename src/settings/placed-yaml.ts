import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';

/** A YAML text that was read, with where everything in it stands. */
export interface PlacedYaml {
  content: unknown;
  /** `12:5`, line and column, of what is at a path; of what holds it, where nothing is there. */
  at(path: readonly PropertyKey[]): string;
  /** The same of a key in the map at a path. */
  atKey(path: readonly PropertyKey[], key: string): string;
}

/** A text that is no YAML: where, and why. */
export interface NoYaml {
  at: string;
  message: string;
}

/** Reads one YAML document. */
export function readYaml(text: string): PlacedYaml | NoYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const [error] = document.errors;
  if (error) return { at: place(error.pos[0]), message: error.message };
  const nodeAt = (path: readonly PropertyKey[]): unknown =>
    path.length === 0 ? document.contents : document.getIn(path, true);
  const at = (path: readonly PropertyKey[]): string => {
    const node = nodeAt(path);
    if (isNode(node) && node.range) return place(node.range[0]);
    return path.length === 0 ? '1:1' : at(path.slice(0, -1));
  };
  let content: unknown;
  try {
    content = document.toJS() ?? {};
  } catch (failure) {
    // An alias that leads nowhere, or too many of them.
    return { at: '1:1', message: failure instanceof Error ? failure.message : String(failure) };
  }
  return {
    content,
    at,
    atKey(path, key) {
      const map = nodeAt(path);
      const pair = isMap(map)
        ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
        : undefined;
      return isScalar(pair?.key) && pair.key.range ? place(pair.key.range[0]) : at(path);
    },
  };
}
