import type { State } from './state.ts';

/** Takes the bytes of an upload, sent as they are or as a multipart form; answers their number, or undefined. */
export async function receiveUpload(
  state: State,
  id: string,
  contentType: string,
  body: Buffer,
): Promise<number | undefined> {
  const file = state.files.get(id);
  if (file === undefined || file.completed) return undefined;
  file.bytes = contentType.startsWith('multipart/form-data')
    ? await filePart(contentType, body)
    : new Uint8Array(body);
  return file.bytes.length;
}

async function filePart(contentType: string, body: Buffer): Promise<Uint8Array> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  for (const value of form.values())
    if (typeof value !== 'string') return new Uint8Array(await value.arrayBuffer());
  return new Uint8Array();
}
