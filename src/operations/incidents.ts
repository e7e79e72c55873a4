import type { Incident, Incidents } from '../interfaces/incidents.ts';

/** An empty register; `onNew` is told of each once while it stands. `now` is in epoch milliseconds. */
export function createIncidents(now: () => number, onNew: (incident: Incident) => void): Incidents {
  const standing = new Map<string, Incident>();
  return {
    raise(key, text) {
      const before = standing.get(key);
      const incident = { key, text, since: before?.since ?? now() };
      standing.set(key, incident);
      if (!before) onNew(incident);
    },
    clear: (key) => void standing.delete(key),
    standing: () => [...standing.values()],
  };
}
