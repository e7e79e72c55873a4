/**
 * Ends a tool with the code that it comes to; with 1 where it never comes to one, whatever keeps it from that: 0 says that
 * all is well.
 */
export function endWith(code: Promise<number>): void {
  process.exitCode = 1;
  void code.then((known) => {
    process.exitCode = known;
  });
}
