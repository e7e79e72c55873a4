import { StoreUnavailableError } from '../../../src/interfaces/errors.ts';
import { openStore } from '../../../src/store/open.ts';
import { addAll, anApproved } from './samples.ts';

// A process that adds requests until its database can't be written any more, and says what it was told.
const [url = ''] = process.argv.slice(2);
const store = await openStore({ url });
const ids: string[] = [];
try {
  for (;;) {
    const id = `ic-${ids.length}`;
    await addAll(store, [anApproved(id)]);
    ids.push(id);
  }
} catch (error) {
  if (!(error instanceof StoreUnavailableError)) throw error;
  const { maybeRecorded, diskFull, cause } = error;
  const seen = await store.read((at) => at.requests.countOpen());
  process.stdout.write(JSON.stringify({ ids, seen, maybeRecorded, diskFull, cause }));
}
// Without a close, as a process ends that is killed.
process.exit(0);
