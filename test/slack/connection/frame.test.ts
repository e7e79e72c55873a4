import { expect, test } from 'vitest';
import { readFrame } from '../../../src/slack/connection/socket/frame.ts';

const read = (value: unknown) => readFrame(JSON.stringify(value));

test.each<[string, unknown, object]>([
  [
    'of a type that nobody knows',
    { type: 'news', envelope_id: 'e1', payload: {} },
    { why: 'type', id: 'e1' },
  ],
  [
    'whose payload is no object',
    { type: 'interactive', envelope_id: 'e1', payload: 'x' },
    { why: 'payload', id: 'e1' },
  ],
  ['without an ID', { type: 'interactive', payload: {} }, { why: 'envelope_id' }],
  ['that is no object', null, { why: 'no object' }],
])('an envelope %s is left aside, and acked where it can be', (_what, frame, expected) => {
  expect(read(frame)).toEqual({ kind: 'unread', ...expected });
});
