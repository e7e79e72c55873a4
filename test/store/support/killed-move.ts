import { moveStore } from '../../../src/store/moving/move-store.ts';

// A process that moves a store, and is killed when it has told of a step.
const [path = '', url = '', step = '', now = '0'] = process.argv.slice(2);
await moveStore({
  from: path,
  to: { url, tls: 'required' },
  goneMs: 0,
  now: () => Number(now),
  tell(line) {
    if (line.includes(step)) process.kill(process.pid, 'SIGKILL');
  },
});
