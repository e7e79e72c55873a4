import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { enableCompileCache } from 'node:module';
import { DatabaseSync } from 'node:sqlite';

enableCompileCache();

// What nobody gets below who answers Slack after a durable write: one process, a signature, one insert, an ack.

const { SLACK_SIGNING_SECRET = '', DATABASE_PATH = '', PORT } = process.env;
const database = new DatabaseSync(DATABASE_PATH);
database.exec('pragma journal_mode = wal');
database.exec('pragma synchronous = full');
database.exec('create table if not exists payloads (id integer primary key, body text not null)');
const insert = database.prepare('insert into payloads (body) values (?)');

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = request.headers;
    const ours = createHmac('sha256', SLACK_SIGNING_SECRET)
      .update(`v0:${timestamp}:`)
      .update(body)
      .digest('hex');
    const expected = Buffer.from(`v0=${ours}`);
    const given = Buffer.from(String(signature));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.writeHead(401).end();
      return;
    }
    insert.run(body.toString());
    response.writeHead(200).end();
  });
});
server.keepAliveTimeout = 75_000;
server.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('Ready: the floor.\n'));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  database.close();
});
