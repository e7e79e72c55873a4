import { expect, test } from 'vitest';
import { type Submission, submit } from '../../../src/actions/submitting/submit.ts';
import { ACCOUNT, ERIN, LEE, ORDER } from '../../store/support/samples.ts';
import { RULE, useDesk } from '../support/desk.ts';

const desk = useDesk();

const SENT: Submission = {
  submissionId: 'V1',
  requester: ERIN,
  beneficiary: null,
  reason: 'New core',
  order: ORDER,
  locationName: 'Equinix DC2/DC11, Ashburn, VA',
  warnings: [],
  accountId: ACCOUNT,
  rule: RULE,
  dryRun: false,
  approvalChannel: 'C0APPROVALS',
};
const send = (changes: Partial<Submission> = {}) =>
  submit({ store: desk.deps.store, rules: { openRequestsPerPerson: 20 } }, { ...SENT, ...changes });

test.each<[string, Partial<Submission>, string]>([
  ['as it was', {}, 'submitted'],
  ['for a colleague', { beneficiary: LEE }, 'sent_before'],
  ['with another reason', { reason: 'Another' }, 'sent_before'],
  ['for another port', { order: { ...ORDER, interconnectName: 'other' } }, 'sent_before'],
])('a form that is sent once more %s answers with the request that it made', async (_how, changes, kind) => {
  const first = await send();
  const again = await send(changes);
  expect(first).toMatchObject({ kind: 'submitted' });
  expect(again).toMatchObject({ kind, request: 'request' in first ? { id: first.request.id } : {} });
  expect(await desk.deps.store.read((at) => at.requests.countOpen())).toBe(1);
});
