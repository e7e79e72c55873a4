/** Who is told of something, in the order in which they asked. */
export class Listeners<Told> {
  readonly #listeners = new Set<(told: Told) => void>();

  /** Tells the listener from now on; what comes back ends that. */
  on(listener: (told: Told) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tells all of them. */
  tell(told: Told): void {
    for (const listener of [...this.#listeners]) listener(told);
  }
}
