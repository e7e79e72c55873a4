import { differences, type Port } from '../domain/port/port.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { Request } from '../domain/request/request.ts';

/** In what a port is not what was ordered; undefined where it is, and where nobody has ordered it. */
export function portDiffers(request: Request, port: Port): string | undefined {
  const found = followsOnly(request) ? [] : differences(request.order, port.seen);
  return found.length > 0 ? `Not what was ordered. ${found.join(' ')}` : undefined;
}
