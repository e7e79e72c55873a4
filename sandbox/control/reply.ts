import type { Reply } from './types.ts';

/** An answer in JSON. */
export function json(status: number, body: object): Reply {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

/** A refusal, with what was wrong. */
export function problem(status: number, words: string): Reply {
  return json(status, { problem: words });
}

/** A file: a PDF is shown, anything else saved. */
export function fileReply(name: string, bytes: Uint8Array): Reply {
  const isPdf = name.endsWith('.pdf');
  const contentType = isPdf ? 'application/pdf' : 'application/octet-stream';
  return { status: 200, contentType, body: bytes, fileName: name, isShown: isPdf };
}
