import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

// A thread that answers with what one statement reads from a SQLite file.
const { path, statement } = workerData as { path: string; statement: string };
const database = new DatabaseSync(path, { readOnly: true });
try {
  parentPort?.postMessage(database.prepare(statement).all());
} finally {
  database.close();
}
