import { createLog, errorFields } from '../../../src/process/log.ts';
import { createRedact, secretsIn } from '../../../src/process/redact.ts';

// A process that logs what it is given as the bot would: in a message, in a field, and as an error with a cause.
const [text = ''] = process.argv.slice(2);
const log = createLog('info', false, createRedact(secretsIn(process.env)));
log.info({ field: text, nested: { json: JSON.stringify({ text }) } }, `before ${text} after`);
log.error({ err: new Error(text, { cause: new TypeError(text) }) }, 'failed');
log.warn(errorFields(text), 'thrown');
