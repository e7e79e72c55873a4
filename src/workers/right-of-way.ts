/** Holds messages back while an order is on its way. */
export interface RightOfWay {
  /** Runs what prepares and sends an order, and waits for its answer. */
  during<T>(order: () => Promise<T>): Promise<T>;
  isTaken(): boolean;
}

/** Messages wait for `mostMs` milliseconds at most, however many orders there are; then, or before, `onFree` is called. */
export function createRightOfWay(mostMs: number, onFree: () => void): RightOfWay {
  let orders = 0;
  let patience: NodeJS.Timeout | undefined;
  let over = false;
  return {
    async during(order) {
      orders += 1;
      if (orders === 1) {
        patience = setTimeout(() => {
          over = true;
          onFree();
        }, mostMs);
      }
      try {
        return await order();
      } finally {
        orders -= 1;
        if (orders === 0) {
          clearTimeout(patience);
          over = false;
          onFree();
        }
      }
    },
    isTaken: () => orders > 0 && !over,
  };
}
