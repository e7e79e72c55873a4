import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';
import { firstCard, privately, type Stage, WAIT_MS } from './stage.ts';

/** What tests of one order wait for; each fails with its words after WAIT_MS. */
export interface Watching {
  /** The card's status begins so. */
  status(text: string): Promise<true>;
  /** A line of the card's thread says so. */
  line(text: string): Promise<true>;
  /** Somebody is told so privately in the approvals channel. */
  told(who: Person, text: string): Promise<true>;
  /** Somebody is told so privately in the lobby, where commands are typed. */
  answered(who: Person, text: string): Promise<true>;
  firstCard(): Promise<StoredMessage>;
  /** How many orders AWS has received. */
  creates(): number;
}

/** Watches the stage that stands when asked. */
export function watching(stage: () => Stage): Watching {
  const until = <T>(what: string, condition: () => T | undefined | false) =>
    stage().slack.until(what, condition, WAIT_MS);
  const includes = (lines: string[], text: string) => lines.some((said) => said.includes(text)) || undefined;
  return {
    status: (text) => until(text, () => stage().cardStatus().startsWith(text) || undefined),
    line: (text) => until(text, () => includes(stage().thread(), text)),
    told: (who, text) => until(`told: ${text}`, () => includes(privately(who, stage().approvals), text)),
    answered: (who, text) => until(`answered: ${text}`, () => includes(privately(who, stage().lobby), text)),
    firstCard: () => firstCard(stage()),
    creates: () => stage().aws.calls('CreateInterconnect').length,
  };
}
