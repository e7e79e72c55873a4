import type { Terminal } from './terminal.ts';
import type { World } from './world.ts';

/** What is told while the demo runs. */
export interface Narration {
  /** The port that was last said to be on its way, if there is one. */
  underWay(): string | undefined;
  stop(): void;
}

const ARRIVED = new Set(['available', 'deleted']);

/** One line per event: what people do, what the bot writes, what AWS is asked and how ports change. Web API calls are left out, and Home tabs that are drawn anew. */
export function narrate({ workspace, aws }: World, terminal: Terminal): Narration {
  const states = new Map<string, string>();
  const stopSlack = workspace.on(({ kind, who, what }) => {
    if (kind !== 'call' && kind !== 'home') terminal.event(who, what);
  });
  const stopAws = aws.on(({ operation, outcome, interconnectId, input }) => {
    if (operation === 'CreateInterconnect') {
      const order = `${String(input.bandwidth)} at ${String(input.location)}`;
      terminal.event('AWS', `CreateInterconnect, ${order}: ${interconnectId ?? outcome}`);
    } else if (outcome !== 'ok') {
      terminal.event('AWS', `${operation}: ${outcome}`);
    }
    for (const port of aws.interconnects) {
      if (states.get(port.interconnectId) === port.interconnectState) continue;
      states.set(port.interconnectId, port.interconnectState);
      terminal.event('AWS', `${port.interconnectId} is ${port.interconnectState}`);
    }
  });
  return {
    underWay() {
      const [id, state] = [...states].find(([, reached]) => !ARRIVED.has(reached)) ?? [];
      return id && `${id} is ${state}`;
    },
    stop() {
      stopSlack();
      stopAws();
    },
  };
}
