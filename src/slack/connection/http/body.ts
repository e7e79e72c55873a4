import type { IncomingMessage } from 'node:http';

/** A request's bytes; undefined where they are more than `limit`, or end too early. Reads no further than that. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    for (const event of ['error', 'close'] as const) request.on(event, () => resolve(undefined));
  });
}

/**
 * The fields of a form: a command is the fields themselves, an interaction is JSON in one of them. Whatever isn't a
 * form is JSON. Undefined for what holds no object.
 */
export function parseBody(
  contentType: string | undefined,
  body: Buffer,
): Record<string, unknown> | undefined {
  const words = body.toString();
  const fields = isForm(contentType) ? Object.fromEntries(new URLSearchParams(words)) : undefined;
  if (fields && fields.payload === undefined) return fields;
  return parseObject(fields?.payload ?? words);
}

/** A form's media type, whatever its parameters. */
export function isForm(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
