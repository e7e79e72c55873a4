import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/actions/deciding/decide.ts';
import { deliver } from '../../../src/actions/delivering/deliver.ts';
import { CARD_PATIENCE_MS } from '../../../src/actions/delivering/deliver-message.ts';
import { type Submission, submit } from '../../../src/actions/submitting/submit.ts';
import type { Messenger } from '../../../src/interfaces/chat.ts';
import { ENGINES, useDatabase } from '../../store/support/database.ts';
import { ACCOUNT, aRequest, ERIN, judging, LEE, unheard, willing } from '../../store/support/samples.ts';

const { reason, order, locationName, warnings, rule } = aRequest('ic-00');
const NOTIFY = [
  { kind: 'user', id: 'U0CFO', name: 'Cleo' },
  { kind: 'group', id: 'S0SITES', name: 'sites' },
  { kind: 'user', ...ERIN },
] as const;
const SUBMISSION: Submission = {
  submissionId: 'V1',
  requester: ERIN,
  beneficiary: null,
  reason,
  order,
  locationName,
  warnings,
  accountId: ACCOUNT,
  rule: { ...rule, notify: NOTIFY },
  dryRun: false,
  approvalChannel: 'C0APPROVALS',
  unseeing: [LEE.id],
};

describe.each(ENGINES)('%s: direct messages of others than whoever asks', (engine) => {
  const database = useDatabase(engine);

  /** A Slack that notes what it is told, and in whose conversation; channels of direct messages are named by their person. */
  function noting() {
    const calls: string[] = [];
    const where = ({ channel }: { channel: string }) => channel;
    const messenger: Messenger = {
      ...willing,
      openDm: async (id) => `D-${id}`,
      post: async (_view, destination, place) => {
        calls.push(`${where(place)} ${destination}`);
        return { kind: 'told', ts: '1.1' };
      },
      update: async ({ request }, _destination, place) => {
        calls.push(`${where(place)} shows ${request.state.status}`);
        return { kind: 'told', ts: '1.1' };
      },
      say: async (line, _view, place) => {
        calls.push(`${where(place)} is told ${line.kind === 'step' ? line.state.status : line.kind}`);
        return { kind: 'told', ts: '1.2' };
      },
    };
    return { calls, messenger };
  }

  test('are posted, drawn and told each once and to its own person, by any number of processes', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => database.open()));
    const [store] = stores;
    if (!store) throw new Error('There is no store.');
    const { calls, messenger } = noting();
    const deliverAll = async () => {
      for (let times = 0; times < 8; times++)
        await Promise.all(stores.map((one) => deliver({ store: one, messenger, ...unheard })));
      return calls.splice(0).toSorted();
    };
    const sent = await submit({ store, rules: { openRequestsPerPerson: 1 } }, SUBMISSION);
    if (sent.kind !== 'submitted') throw new Error('It was not taken.');
    database.clock.now += CARD_PATIENCE_MS;
    const posted = await deliverAll();
    expect(posted.filter((call) => !call.includes(' shows '))).toEqual([
      'C0APPROVALS channel',
      'D-U0CFO notified:U0CFO',
      'D-U0ERIN dm',
      'D-U0LEE approver:U0LEE',
    ]);
    const { id: requestId, revision, fingerprint } = sent.request;
    const choice = { decision: 'reject', reason: 'Not this quarter' } as const;
    await decide({ store, judging }, { requestId, revision, fingerprint, voter: LEE, choice });
    expect(await deliverAll()).toEqual([
      'C0APPROVALS shows rejected',
      'D-U0CFO is told rejected',
      'D-U0CFO shows rejected',
      'D-U0ERIN is told rejected',
      'D-U0ERIN shows rejected',
      'D-U0LEE shows rejected',
    ]);
  });

  test('are asked for once where the same form comes twice', async () => {
    const store = await database.open();
    const sent = async () => submit({ store, rules: { openRequestsPerPerson: 1 } }, SUBMISSION);
    const [first, second] = [await sent(), await sent()];
    expect(second).toEqual(first);
    expect(await database.sql('select destination from surfaces order by destination')).toEqual(
      ['approver:U0LEE', 'channel', 'dm', 'notified:U0CFO'].map((destination) => ({ destination })),
    );
  });
});
