import type { WorkspaceEvent } from '../sandbox/workspace/types.ts';
import type { Terminal } from './terminal.ts';
import type { World } from './world.ts';

/** What is told while the demo runs. */
export interface Narration {
  /** A port of which something happens soon, and its state as it was last said; undefined where none is on its way. */
  underWay(): string | undefined;
  stop(): void;
}

/** What happens later than that is not waited for. */
const SOON_MS = 60_000;

/**
 * One line per event: what people do, what the bot writes, what AWS is asked and how ports change. Web API calls are left
 * out, and Home tabs that are drawn anew. Of a story, whose players speak for themselves, only files and AWS are told.
 */
export function narrate({ workspace, aws }: World, terminal: Terminal, told: 'all' | 'story'): Narration {
  const states = new Map<string, string>();
  const isTold = (kind: WorkspaceEvent['kind']) =>
    told === 'story' ? kind === 'file' : kind !== 'call' && kind !== 'home';
  const stopSlack = workspace.on(({ kind, who, what }) => {
    if (isTold(kind)) terminal.event(who, what);
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
      const { at, port } = aws.next() ?? {};
      if (port === undefined || at === undefined || at - aws.clock.now() > SOON_MS) return undefined;
      const { interconnectId } = port;
      return `${interconnectId} is ${states.get(interconnectId) ?? 'not listed yet'}`;
    },
    stop() {
      stopSlack();
      stopAws();
    },
  };
}
