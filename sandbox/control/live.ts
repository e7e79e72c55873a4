import type { ServerResponse } from 'node:http';

const TOGETHER_MS = 30;

/** The pages that are open; each is told when there is something new to fetch. */
export class Live {
  readonly #pages = new Set<ServerResponse>();
  #timer: NodeJS.Timeout | undefined;

  add(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('data: changed\n\n');
    this.#pages.add(response);
    response.once('close', () => this.#pages.delete(response));
  }

  /** Changes that come close together are told once. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const page of this.#pages) page.write('data: changed\n\n');
    }, TOGETHER_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const page of this.#pages) page.end();
  }
}
