import type { ServerResponse } from 'node:http';

const TOGETHER_MS = 30;

/** The pages that are open; each is told when there is something new to fetch. */
export class Live {
  readonly #pages = new Set<ServerResponse>();
  #timer: NodeJS.Timeout | undefined;
  readonly #newest: () => number;

  /** `newest` is the number of the journal's newest entry. */
  constructor(newest: () => number) {
    this.#newest = newest;
  }

  add(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(this.#news());
    this.#pages.add(response);
    response.once('close', () => this.#pages.delete(response));
  }

  /** Changes that come close together are told once. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const page of this.#pages) page.write(this.#news());
    }, TOGETHER_MS);
  }

  #news(): string {
    return `data: ${JSON.stringify({ journal: this.#newest() })}\n\n`;
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const page of this.#pages) page.end();
  }
}
