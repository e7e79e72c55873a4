/** Holds messages back while an order is about to leave. */
export interface RightOfWay {
  /** An order is being prepared; to be called back once its call is on its way, or nothing comes of it. */
  take(): () => void;
  isTaken(): boolean;
}

/** So long messages wait at most, however many orders there are and however long AWS takes to list. */
const MOST_MS = 200;

/** `onFree` is called when what was held back may go on. */
export function createRightOfWay(onFree: () => void): RightOfWay {
  let orders = 0;
  let patience: NodeJS.Timeout | undefined;
  let over = false;
  const give = () => {
    orders -= 1;
    if (orders > 0) return;
    clearTimeout(patience);
    over = false;
    onFree();
  };
  return {
    take() {
      orders += 1;
      if (orders === 1) {
        patience = setTimeout(() => {
          over = true;
          onFree();
        }, MOST_MS);
      }
      let isGiven = false;
      return () => {
        if (!isGiven) give();
        isGiven = true;
      };
    },
    isTaken: () => orders > 0 && !over,
  };
}
