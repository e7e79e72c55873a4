/**
 * From now on SIGHUP ends nothing. Calls the listener that is given then for each one; for those that came before there
 * was one, once.
 */
export function catchHangups(): (listener: () => void) => void {
  let listener: (() => void) | undefined;
  let missed = false;
  process.on('SIGHUP', () => {
    if (listener) listener();
    else missed = true;
  });
  return (given) => {
    listener = given;
    if (missed) given();
  };
}
