import { wholeFile } from '../../../src/operations/whole-file.ts';

// A process that writes one file, in two pieces, the second of so many bytes, and says what became of it.
const [folder = '', bytes = ''] = process.argv.slice(2);
const outcome = await wholeFile(folder, 'heads.jsonl', 'one', async (say) => {
  await say('begins\n');
  await say(`${'x'.repeat(Number(bytes) - 1)}\n`);
}).catch((error: NodeJS.ErrnoException) => error.code);
process.stdout.write(String(outcome));
