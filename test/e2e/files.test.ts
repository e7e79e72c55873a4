import { describe, expect, test } from 'vitest';
import type { WebFault } from '../../sandbox/workspace/types.ts';
import { requestIdOf } from '../support/shown.ts';
import { meanwhile } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// A document in a thread: shown once, in its place among the lines, whatever fails on the way.

const BYTES = new TextEncoder().encode('%PDF-1.7 a letter of authority');
const TITLE = 'LOA-CFA of dxcon-1';

const { stage, until } = useStage();

const thread = () => stage.slack.messages(stage.approvals, stage.card().ts).slice(1);
const shown = () => thread().filter(({ files }) => files.length > 0);

/** A posted card, and a document to be told between two lines. */
async function withFile(): Promise<void> {
  await stage.start();
  await stage.order();
  const card = await until('the card', () => stage.slack.messages(stage.approvals)[0]);
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  const id = requestIdOf(card);
  await stage.store().transaction(async (tx) => {
    await tx.files.add({ id: 'file-1', requestId: id, name: 'loa.pdf', bytes: BYTES });
    await tx.outbox.add([
      { requestId: id, destination: 'channel', line: { kind: 'resubmitted', revision: 2 } },
    ]);
    await tx.outbox.add([
      { requestId: id, destination: 'channel', line: { kind: 'file', fileId: 'file-1', title: TITLE } },
    ]);
    await tx.outbox.add([
      { requestId: id, destination: 'channel', line: { kind: 'resubmitted', revision: 3 } },
    ]);
  });
}
const lastLine = () => thread().find(({ text }) => text.includes('revision 3'));

test('a document stands between the lines that were said before and after it', async () => {
  await withFile();
  await meanwhile(stage, 200, until('the last line', lastLine));
  const [before, file, after, ...more] = thread();
  expect(before?.text).toContain('revision 2');
  expect(file?.files.map(({ name, bytes }) => [name, [...bytes]])).toEqual([['loa.pdf', [...BYTES]]]);
  expect(after?.text).toContain('revision 3');
  expect(more).toEqual([]);
});

describe('a document is shown once', () => {
  const cases: [string, string, WebFault][] = [
    [
      'no address to send it to',
      'files.getUploadURLExternal',
      { kind: 'status', status: 500, when: 'before' },
    ],
    ['an address whose answer is lost', 'files.getUploadURLExternal', { kind: 'reset', when: 'after' }],
    [
      'a refusal for a moment',
      'files.completeUploadExternal',
      { kind: 'status', status: 503, when: 'before' },
    ],
    ['a lost answer', 'files.completeUploadExternal', { kind: 'status', status: 500, when: 'after' }],
    ['a cut connection', 'files.completeUploadExternal', { kind: 'reset', when: 'after' }],
    ['a 429', 'files.completeUploadExternal', { kind: 'status', status: 429, when: 'before', retryAfter: 1 }],
    ['a Slack that does not say where it is', 'files.info', { kind: 'error', error: 'internal_error' }],
  ];
  test.each(cases)('through %s', async (_name, method, fault) => {
    stage.slack.fault(method, fault);
    await withFile();
    await meanwhile(stage, 500, until('the last line', lastLine));
    expect(shown()).toHaveLength(1);
    expect(thread()).toHaveLength(3);
  });

  test('by a bot that stops before Slack has shown it, and the next one', async () => {
    await withFile();
    await until('the end of the upload', () => stage.slack.calls('files.completeUploadExternal').length > 0);
    await stage.stop();
    await stage.start();
    await meanwhile(stage, 500, until('the last line', lastLine));
    expect(shown()).toHaveLength(1);
    expect(stage.slack.calls('files.completeUploadExternal')).toHaveLength(1);
    expect(stage.slack.calls('files.getUploadURLExternal')).toHaveLength(1);
  });
});

test('a document that Slack refuses for good is given up, and holds back nothing', async () => {
  stage.slack.fault('files.completeUploadExternal', { kind: 'error', error: 'invalid_arguments' });
  await withFile();
  await meanwhile(stage, 200, until('the last line', lastLine));
  expect(shown()).toEqual([]);
  expect(thread()).toHaveLength(2);
});
