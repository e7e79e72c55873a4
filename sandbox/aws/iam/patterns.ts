import { NotUnderstood } from './conditions.ts';

const SEGMENTS = 6;

/** `*` is any text and `?` any character. Policy variables are not evaluated here. */
export function globOf(pattern: unknown, flags = ''): RegExp {
  if (typeof pattern !== 'string' || pattern.includes('${')) throw new NotUnderstood(String(pattern));
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, `s${flags}`);
}

/** Whether a resource is one of the statement's. In an ARN `*` reaches to the end of its segment, in the last one to the end. */
export function resourceOf(pattern: unknown): (resource: string) => boolean {
  if (pattern === '*') return () => true;
  const globs = segmentsOf(String(pattern)).map((segment) => globOf(segment));
  if (globs.length !== SEGMENTS) throw new NotUnderstood(`Resource ${pattern}`);
  return (resource) => {
    const segments = segmentsOf(resource);
    return segments.length === SEGMENTS && globs.every((glob, at) => glob.test(segments[at] ?? ''));
  };
}

/** arn, partition, service, Region, account, and what is left. */
function segmentsOf(arn: string): string[] {
  const all = arn.split(':');
  return all.length < SEGMENTS ? all : [...all.slice(0, SEGMENTS - 1), all.slice(SEGMENTS - 1).join(':')];
}
