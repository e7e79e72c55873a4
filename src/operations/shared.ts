/**
 * `read`, run once within so many milliseconds at most: whoever asks meanwhile gets the same answer, however many ask.
 * One that fails is told to those who wait for it, and not kept.
 */
export function shared<T>(read: () => Promise<T>, ms: number, monotonic: () => number): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | undefined;
  return () => {
    if (last && monotonic() - last.at < ms) return last.answer;
    const mine = { at: monotonic(), answer: read() };
    last = mine;
    mine.answer.catch(() => {
      if (last === mine) last = undefined;
    });
    return mine.answer;
  };
}
