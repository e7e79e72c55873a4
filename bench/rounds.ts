/** Samples by what was timed. */
export type Samples = Record<string, number[]>;

/** What the rounds of one app came to, by what was timed: one list of samples a round. */
export type Rounds = Record<string, number[][]>;

/**
 * The two in turns, so that whatever else the machine does meets both alike; who goes first changes from round to round.
 */
export async function interleaved(
  count: number,
  ours: (round: number) => Promise<Samples>,
  peer: (round: number) => Promise<Samples>,
): Promise<{ ours: Rounds; peer: Rounds }> {
  const both = { ours: {} as Rounds, peer: {} as Rounds };
  for (let round = 0; round < count; round++) {
    const turns = [
      async () => add(both.ours, await ours(round)),
      async () => add(both.peer, await peer(round)),
    ];
    if (round % 2 === 1) turns.reverse();
    for (const turn of turns) await turn();
  }
  return both;
}

function add(rounds: Rounds, samples: Samples): void {
  for (const [name, values] of Object.entries(samples)) rounds[name] = [...(rounds[name] ?? []), values];
}
