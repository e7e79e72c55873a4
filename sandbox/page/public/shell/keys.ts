import { useEffect } from 'htm/preact/standalone';
import type { PersonView } from '../../../control/view.ts';
import { become } from '../live.ts';

/** Makes the visitor another person by a key, wherever nothing is being typed. */
export function useKeys(people: PersonView[]): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const person = people.find(({ key }) => key === event.key);
      if (person) void become(person.id);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [people.map(({ id }) => id).join()]);
}

function isBusy(target: EventTarget | null): boolean {
  const isTyping =
    target instanceof HTMLElement &&
    target.matches('input:not([type=radio], [type=checkbox]), textarea, select');
  return isTyping || document.querySelector('dialog[open]') !== null;
}
