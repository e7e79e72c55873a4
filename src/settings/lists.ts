import { isRegion } from './formats.ts';
import { SettingError } from './setting-error.ts';

/** People (U..., W...) and user groups (S...), each once. */
export function readApprovers(entries: readonly string[]): { kind: 'user' | 'group'; id: string }[] {
  const ids = [...new Set(entries.map((entry) => entry.trim()).filter(Boolean))];
  if (ids.length === 0) {
    throw new SettingError(
      'APPROVERS',
      'is missing.',
      'Name the people (U...) or groups (S...) who may approve, comma-separated.',
    );
  }
  return ids.map((id) => {
    if (/^[UW][A-Z0-9]+$/.test(id)) return { kind: 'user', id };
    if (/^S[A-Z0-9]+$/.test(id)) return { kind: 'group', id };
    throw new SettingError('APPROVERS', `"${id}" is not an ID.`, "Use the group's ID (S...).");
  });
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
        `"${region}" is not a Region.`,
        'Write them like us-east-1,eu-west-1.',
      );
    }
  }
  return regions;
}
