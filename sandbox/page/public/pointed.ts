import type { Subject } from '../../control/view.ts';
import { shared, useShared } from './kit/shared.ts';

/** What the visitor points at in the timeline: whatever is about it lights up. */
export const pointed = shared<Subject | undefined>(undefined);

/** Whether something is about what is pointed at. */
export function usePointed(subject: Subject): boolean {
  const at = useShared(pointed);
  if (at === undefined) return false;
  const same = (one?: string, other?: string) => one !== undefined && one === other;
  return (
    same(at.request, subject.request) ||
    same(at.port, subject.port) ||
    (same(at.message?.ts, subject.message?.ts) && same(at.message?.channel, subject.message?.channel))
  );
}
