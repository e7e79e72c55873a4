/** Holds messages back while an order is on its way. */
export interface RightOfWay {
  /** Runs what prepares and sends an order, and waits for its answer. */
  during<T>(order: () => Promise<T>): Promise<T>;
  isTaken(): boolean;
}

/** So long messages wait at most, however many orders there are and however long AWS takes. */
const MOST_MS = 200;

/** `onFree` is called when what was held back may go on. */
export function createRightOfWay(onFree: () => void): RightOfWay {
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
        }, MOST_MS);
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
