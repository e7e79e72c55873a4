import type { PersonOrGroup } from '../domain/rules/policy.ts';
import { isRegion, PERSON_OR_GROUP } from './formats.ts';
import { SettingError } from './setting-error.ts';
import { shown } from './shown.ts';

/** Who may approve: whoever sets it names somebody. */
export function readApprovers(entries: readonly string[]): PersonOrGroup[] {
  const approvers = readPeople('APPROVERS', entries);
  if (approvers.length > 0) return approvers;
  throw new SettingError('APPROVERS', 'names nobody.', 'Name people (U...) or groups (S...).');
}

/** Who may ask: whoever sets it names somebody. */
export function readRequesters(entries: readonly string[]): PersonOrGroup[] {
  const requesters = readPeople('REQUESTERS', entries);
  if (requesters.length > 0) return requesters;
  throw new SettingError(
    'REQUESTERS',
    'names nobody.',
    'Name people (U...) or groups (S...), or leave it out.',
  );
}

/** People (U..., W...) and user groups (S...), each once. */
function readPeople(name: string, entries: readonly string[]): PersonOrGroup[] {
  const ids = [...new Set(entries.map((entry) => entry.trim()).filter(Boolean))];
  return ids.map((id) => {
    if (PERSON_OR_GROUP.test(id)) return personOrGroup(id);
    throw new SettingError(name, `${shown(id)} is not an ID.`, "Use the group's ID (S...).");
  });
}

/** Whose ID it is; given one that is one. */
export function personOrGroup(id: string): PersonOrGroup {
  return { kind: id.startsWith('S') ? 'group' : 'user', id };
}

/** The Regions of the form, each once. */
export function readRegions(entries: readonly string[]): string[] {
  const regions = [...new Set(entries.map((entry) => entry.trim()).filter(Boolean))];
  if (regions.length === 0) {
    throw new SettingError(
      'AWS_REGIONS',
      'names no Region.',
      'Write them like us-east-1,eu-west-1, or leave it out.',
    );
  }
  for (const region of regions) {
    if (!isRegion(region)) {
      throw new SettingError(
        'AWS_REGIONS',
        `${shown(region)} is not a Region.`,
        'Write them like us-east-1,eu-west-1.',
      );
    }
  }
  return regions;
}
