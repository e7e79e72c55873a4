import { isGone } from '../../domain/port/port.ts';
import type { Store } from '../../interfaces/store.ts';
import { wantFollowingSoon } from './duty.ts';

/** Somebody looks at a request: if it has a port, what has become of that is asked of AWS within seconds. */
export async function lookSoon({ store }: { store: Store }, requestId: string): Promise<void> {
  const port = await store.read((at) => at.ports.of(requestId));
  if (port && !isGone(port.state)) await store.transaction((tx) => wantFollowingSoon(tx, port));
}
