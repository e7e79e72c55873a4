import type { Person } from '../workspace/types.ts';

/** Which of the page's windows a modal belongs to: the one in which its person did what opened it. */
export class Windows {
  readonly #acting = new Map<string, string | undefined>();
  readonly #owners = new Map<string, { view: string; window: string | undefined }>();

  /** A person does something in a window; undefined: in none, as a script does. */
  acts(person: Person, window: string | undefined): void {
    this.#settle(person);
    this.#acting.set(person.id, window);
  }

  /** Whether a window shows the person's modal; who names no window sees it in any case. */
  shows(person: Person, window: string | undefined): boolean {
    this.#settle(person);
    const owner = this.#owners.get(person.id)?.window;
    return window === undefined || owner === undefined || owner === window;
  }

  /** A modal that is new came of what the person did last. */
  #settle(person: Person): void {
    const view = person.modal()?.id;
    if (view === this.#owners.get(person.id)?.view) return;
    if (view === undefined) this.#owners.delete(person.id);
    else this.#owners.set(person.id, { view, window: this.#acting.get(person.id) });
  }
}
