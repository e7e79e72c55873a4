import { expect, test } from 'vitest';
import { createIncidents } from '../../src/operations/incidents.ts';
import { watchOptional } from '../../src/operations/optional-rights.ts';

const refused = (code: string) => ({ kind: 'could_not_look', code, message: 'No.' }) as const;

function watched() {
  const told: string[] = [];
  const logged: unknown[][] = [];
  const incidents = createIncidents(
    () => 0,
    ({ text }) => told.push(text),
  );
  const log = { warn: (...said: unknown[]) => void logged.push(said) };
  const optional = {
    key: 'aws-health' as const,
    name: 'AWS Health',
    setting: 'AWS_HEALTH',
    without: 'maintenance is not told',
  };
  const note = watchOptional(optional, incidents, log as Parameters<typeof watchOptional>[2]);
  return { note, told, logged, standing: () => incidents.standing().map(({ key }) => key) };
}

test.each([
  [
    'SubscriptionRequiredException',
    'AWS Health is for accounts with a support plan, and this one has none (SubscriptionRequiredException): maintenance is not told. Get one, or take AWS_HEALTH out.',
  ],
  [
    'AccessDeniedException',
    "AWS Health refuses the bot's role (AccessDeniedException): maintenance is not told. Give it the rights of docs/iam-policy-optional.json, or take AWS_HEALTH out.",
  ],
])('%s is said once, and over when AWS answers', (code, text) => {
  const { note, told, logged, standing } = watched();
  for (let round = 0; round < 3; round++) note(refused(code));
  expect(told).toEqual([text]);
  expect(standing()).toEqual(['aws-health']);
  note(undefined);
  expect(standing()).toEqual([]);
  note(undefined);
  note(refused(code));
  expect(told).toEqual([text, text]);
  expect(logged).toEqual([]);
});

test('what passes by itself is a line in the log, once while it lasts', () => {
  const { note, told, logged, standing } = watched();
  for (const code of ['ThrottlingException', 'ThrottlingException', 'ECONNRESET']) note(refused(code));
  expect(logged).toEqual([
    [{ code: 'ThrottlingException' }, 'AWS Health could not be asked: No.'],
    [{ code: 'ECONNRESET' }, 'AWS Health could not be asked: No.'],
  ]);
  expect([told, standing()]).toEqual([[], []]);
});

test('a right that is lacking stands while AWS is away', () => {
  const { note, standing } = watched();
  note(refused('AccessDenied'));
  note(refused('ECONNRESET'));
  expect(standing()).toEqual(['aws-health']);
});
