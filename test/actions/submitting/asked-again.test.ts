import { expect, test } from 'vitest';
import { tryAgain } from '../../../src/actions/attending/try-again.ts';
import { withdraw } from '../../../src/actions/deciding/withdraw.ts';
import { requestView } from '../../../src/actions/showing/request-view.ts';
import { requestAgain } from '../../../src/actions/submitting/request-again.ts';
import { submit } from '../../../src/actions/submitting/submit.ts';
import { triedAgainAnswer } from '../../../src/words/answers.ts';
import { ERIN } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

const desk = useDesk();
const rules = { openRequestsPerPerson: 5 };
const viewOf = (id: string) => desk.deps.store.read((at) => requestView(at, desk.deps, id));
const wanted = async (id: string) =>
  (await desk.deps.store.read((at) => at.messages.of(id))).find(
    ({ destination }) => destination === 'channel',
  )?.wanted;

test('a card that has ended leads to the request that was asked for in its place', async () => {
  const { id } = await desk.asked();
  await withdraw(desk.deps, { requestId: id, by: ERIN });
  expect((await viewOf(id))?.askedAgain).toBeUndefined();
  const asking = {
    ...desk.deps,
    directory: { ...desk.deps.judging.directory, requesters: () => [], askingGroups: () => [] },
  };
  expect(await requestAgain(asking, { requestId: id, by: ERIN })).toMatchObject({ kind: 'form', after: id });
  const before = await wanted(id);
  const again = await submit({ ...desk.deps, rules }, desk.form({ submissionId: 'V2' }), { after: id });
  if (again.kind !== 'submitted') throw new Error(again.kind);
  // Its card isn't posted yet: what leads to it is drawn anew once it is.
  expect(await viewOf(id)).toMatchObject({ askedAgain: { id: again.request.id, card: undefined } });
  expect(again.request.state).toEqual({ status: 'awaiting_approval', after: id });
  expect(await wanted(id)).toBe((before ?? 0) + 1);
});

test('nothing is asked for in the place of an order that was tried again since the form was opened', async () => {
  desk.aws.fault('CreateInterconnect', { kind: 'error', name: 'DirectConnectClientException', status: 400 });
  const { id, state } = await desk.placed();
  expect(state).toMatchObject({ status: 'refused', attempt: 1 });
  await tryAgain(desk.deps, { requestId: id, attempt: 1, by: ERIN });
  const form = desk.form({ submissionId: 'V2' });
  expect(await submit({ ...desk.deps, rules }, form, { after: id })).toEqual({ kind: 'moved_on' });
  expect(await desk.deps.store.read((at) => at.requests.countOpen())).toBe(1);
});

test('an order that AWS refused is not tried again once another was asked for in its place', async () => {
  desk.aws.fault('CreateInterconnect', { kind: 'error', name: 'DirectConnectClientException', status: 400 });
  const { id } = await desk.placed();
  expect(await desk.buttons()).toEqual(['Try again', 'Request again']);
  const again = await submit({ ...desk.deps, rules }, desk.form({ submissionId: 'V2' }), { after: id });
  if (again.kind !== 'submitted') throw new Error(again.kind);
  const tried = await tryAgain(desk.deps, { requestId: id, attempt: 1, by: ERIN });
  expect(triedAgainAnswer(tried)).toBe(
    `Asked again as ${again.request.id}: that request is decided in the place of this one. Nothing was changed.`,
  );
  expect((await viewOf(id))?.request.state.status).toBe('refused');
  expect(await desk.buttons()).toEqual(['Request again']);
});

test('a request that nobody here knows is led from nowhere', async () => {
  const again = await submit({ ...desk.deps, rules }, desk.form({ submissionId: 'V2' }), {
    after: 'ic-ELSEWHERE0',
  });
  expect(again).toMatchObject({ kind: 'submitted', request: { state: { status: 'awaiting_approval' } } });
});

test('an open request for a port of the same name is told before approving', async () => {
  const { id } = await desk.asked();
  const second = await submit({ ...desk.deps, rules }, desk.form({ submissionId: 'V2', warnings: ['Odd.'] }));
  expect(second).toMatchObject({
    kind: 'submitted',
    request: { warnings: [`${id} asks for a port of the same name.`, 'Odd.'] },
  });
});
