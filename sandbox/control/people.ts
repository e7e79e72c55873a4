import type { ControlOptions } from './types.ts';
import type { PersonView } from './view.ts';

/** The people that the visitor can be, each with a key and a name for addresses. */
export function peopleOf({ people, workspace }: ControlOptions): PersonView[] {
  return people.map(({ id, role }, index) => {
    const name = workspace.nameOf(id);
    return { id, name, role, key: String(index + 1), as: name.toLowerCase() };
  });
}

/** One of them by ID or by the name in addresses; undefined if it is nobody's. */
export function personBy(options: ControlOptions, wanted: unknown): PersonView | undefined {
  return peopleOf(options).find(({ id, as }) => id === wanted || as === wanted);
}
