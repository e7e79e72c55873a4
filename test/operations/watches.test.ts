import { expect, test } from 'vitest';
import type { AccountAnswer } from '../../src/interfaces/direct-connect.ts';
import { watchAccounts } from '../../src/operations/aws-account.ts';
import { createIncidents } from '../../src/operations/incidents.ts';
import { watchMissing } from '../../src/operations/missing-ports.ts';
import { watchRules } from '../../src/operations/rules-differ.ts';
import { watchUnlisted } from '../../src/operations/unlisted-accounts.ts';

function register() {
  const incidents = createIncidents(
    () => 0,
    () => undefined,
  );
  return { incidents, keys: () => incidents.standing().map(({ key }) => key) };
}

test('a wrong account stands until STS names the right one; no answer changes nothing', () => {
  const { incidents, keys } = register();
  const watch = watchAccounts(incidents, false);
  const note = (answer: AccountAnswer) => watch(answer, { id: '111122223333', label: undefined });
  note({ kind: 'known', accountId: '444455556666' });
  expect(incidents.standing()[0]?.text).toMatch(/444455556666's.*account is 111122223333/);
  note({ kind: 'not_known', code: 'X', message: 'No' });
  expect(keys()).toEqual(['wrong-account']);
  note({ kind: 'known', accountId: '111122223333' });
  expect(keys()).toEqual([]);
});

test('any account will do where none is expected', () => {
  const { incidents, keys } = register();
  const answer = { kind: 'known', accountId: '444455556666' } as const;
  watchAccounts(incidents, false)(answer, { id: null, label: undefined });
  expect(keys()).toEqual([]);
});

test('each of several accounts has a trouble of its own, with its name and what to do', () => {
  const { incidents, keys } = register();
  const note = watchAccounts(incidents, true);
  const prod = { id: '111122223333', label: 'prod' };
  const lab = { id: '444455556666', label: undefined };
  const denied = (code: string) =>
    ({ kind: 'not_known', code, message: 'The role could not be assumed' }) as const;
  note(denied('AccessDenied'), prod);
  note({ kind: 'known', accountId: '999988887777' }, lab);
  note(denied('ECONNRESET'), lab);
  expect(incidents.standing().map(({ text }) => text)).toEqual([
    'Account 111122223333 (prod): The role could not be assumed (AccessDenied). Nothing is ordered, listed or offered there; other accounts, if there are any, go on.',
    "Account 444455556666: the credentials for it are account 999988887777's: nothing is ordered there. Give it the role of its own (docs/accounts.md).",
  ]);
  note({ kind: 'known', accountId: prod.id }, prod);
  expect(keys()).toEqual(['wrong-account:444455556666']);
  note({ kind: 'known', accountId: lab.id }, lab);
  expect(keys()).toEqual([]);
});

test('an account that was taken out of the file is a trouble while anything is followed there', () => {
  const { incidents, keys } = register();
  const note = watchUnlisted(incidents);
  const gone = { accountId: '444455556666', region: 'us-east-1' };
  const message = 'Account 444455556666 is not among the accounts.';
  note({ ...gone, accountId: '111122223333' }, { kind: 'could_not_look', code: 'AccessDenied', message });
  note(gone, { kind: 'could_not_look', code: 'ACCOUNT_NOT_LISTED', message });
  expect(keys()).toEqual(['account-not-listed:444455556666']);
  expect(incidents.standing()[0]?.text).toContain(`${message} It has ports`);
  const seen = { seen: 0, changed: 0, failed: [], together: [], unlike: [] };
  note(gone, { kind: 'followed', ...seen });
  expect(keys()).toEqual([]);
});

test('other rules are named by the processes that have them, until all have the same', () => {
  const { incidents, keys } = register();
  const note = watchRules(incidents, { id: '1', rulesHash: () => 'ours' });
  const running = (id: string, rulesHash: string) => ({
    id,
    host: 'bot-2',
    pid: 7,
    rulesHash,
    frozen: false,
    dryRun: false,
    connections: 1,
    seenAt: 0,
  });
  note([running('1', 'ours'), running('2', 'theirs')]);
  expect(incidents.standing()[0]?.text).toContain(
    'RULES_DIFFER: other processes of this bot decide by other settings (bot-2/7)',
  );
  note([running('1', 'ours'), running('2', 'ours')]);
  expect(keys()).toEqual([]);
});

test('a process that reads its rules anew differs from nobody by what it has already written down', () => {
  const { incidents, keys } = register();
  const own = { id: '1', host: 'bot-1', pid: 7, frozen: false, dryRun: false, connections: 1, seenAt: 0 };
  watchRules(incidents, { id: '1', rulesHash: () => 'old' })([{ ...own, rulesHash: 'new' }]);
  expect(keys()).toEqual([]);
});

test("each account's Region has a doubt of its own", () => {
  const { incidents, keys } = register();
  const note = watchMissing(incidents);
  const at = (region: string) => ({ accountId: '111122223333', region });
  note('3 of 4 ports are missing from one listing', at('us-east-1'));
  note(undefined, at('eu-west-1'));
  note(undefined, { ...at('us-east-1'), accountId: '444455556666' });
  expect(keys()).toEqual(['missing-ports:111122223333/us-east-1']);
  expect(incidents.standing()[0]?.text).toContain('us-east-1: 3 of 4 ports are missing');
  note(undefined, at('us-east-1'));
  expect(keys()).toEqual([]);
});
