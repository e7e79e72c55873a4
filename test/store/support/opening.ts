import { openStore } from '../../../src/store/open.ts';

// A process that says when it is ready, and opens the store when it is told to.
const [url = ''] = process.argv.slice(2);
process.once('message', async () => {
  const store = await openStore({ url });
  const open = await store.transaction((tx) => tx.requests.countOpen());
  await store.close();
  process.exitCode = open;
  process.disconnect();
});
process.send?.('ready');
