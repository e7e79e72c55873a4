import { pino } from 'pino';
import { expect, test } from 'vitest';
import { ALARM_TIMES } from '../../src/domain/port/alarm-times.ts';
import { createIncidents } from '../../src/operations/incidents.ts';
import { createReload, type ReloadDeps } from '../../src/operations/reload.ts';
import type { InForce } from '../../src/settings/in-force.ts';
import { SettingError } from '../../src/settings/setting-error.ts';

/** Rules of which only the hash says which they are. */
function rules(hash: string): InForce {
  const named = { approvers: [], requesters: [], askers: [], notified: [], namedAt: new Map() };
  const given = { prices: undefined, alarms: ALARM_TIMES, sites: undefined };
  return { rules: [], namedAt: new Map(), ...given, named, hash };
}

/** A reload whose steps are noted; `steps` may refuse instead. */
function scene(steps: Partial<ReloadDeps> = {}) {
  const done: string[] = [];
  const told: string[] = [];
  const logged: Record<string, unknown>[] = [];
  const incidents = createIncidents(Date.now, ({ text }) => void told.push(text));
  const reload = createReload({
    check: async ({ hash }) => void done.push(`check ${hash}`),
    record: async ({ hash }) => void done.push(`record ${hash}`),
    take: ({ hash }) => void done.push(`take ${hash}`),
    incidents,
    log: pino({ level: 'info', base: null }, { write: (line) => void logged.push(JSON.parse(line)) }),
    ...steps,
  });
  return { reload, done, told, logged, standing: () => incidents.standing().map(({ text }) => text) };
}

const no = (what: string) => async () => {
  throw new SettingError('rules.yaml:3:5: rules.0', `${what}.`, 'Correct it.');
};

test('rules are checked and written down before they hold, and the log has their hash', async () => {
  const { reload, done, logged, standing } = scene();
  await reload(() => rules('a'));
  expect(done).toEqual(['check a', 'record a', 'take a']);
  expect(logged).toMatchObject([{ level: 30, msg: 'rules reloaded', rules_hash: 'a', rules: [] }]);
  expect(standing()).toEqual([]);
});

test.each(['check', 'record'] as const)(
  'where the %s refuses them, those of before hold: an incident with the place, until a reload succeeds',
  async (step) => {
    const failing = scene({ [step]: no('wrong') });
    await failing.reload(() => rules('a'));
    expect(failing.done).not.toContain('take a');
    expect(failing.standing()).toEqual([
      'RULES_NOT_RELOADED: rules.yaml:3:5: rules.0: wrong. Correct it. The rules of before still hold. Send SIGHUP again then.',
    ]);
    expect(failing.logged).toEqual([]);
  },
);

test('a file that can not be read is told each time, and over with one that can', async () => {
  const { reload, done, told, standing } = scene();
  const wrong = (what: string) => () => {
    throw new SettingError('rules.yaml:1:1', `${what}.`, 'Correct it.');
  };
  await reload(wrong('first'));
  await reload(wrong('second'));
  expect(told.map((text) => text.includes('second'))).toEqual([false, true]);
  expect(standing()).toHaveLength(1);
  await reload(() => rules('b'));
  expect(standing()).toEqual([]);
  expect(done).toEqual(['check b', 'record b', 'take b']);
});

test('what nobody foresaw is in the log in full', async () => {
  const { reload, logged, standing } = scene({
    check: async () => {
      throw new RangeError('odd');
    },
  });
  await reload(() => rules('a'));
  expect(logged).toMatchObject([{ level: 50, msg: 'rules not reloaded' }]);
  expect(standing()).toEqual([expect.stringContaining('RULES_NOT_RELOADED: odd')]);
});

test('one reload after the other, each by the file as it is then', async () => {
  const first = Promise.withResolvers<void>();
  const done: string[] = [];
  const { reload } = scene({
    async check({ hash }) {
      done.push(hash);
      if (hash === 'a') await first.promise;
    },
    take: ({ hash }) => void done.push(`${hash} holds`),
  });
  let file = 'a';
  const one = reload(() => rules(file));
  const two = reload(() => rules(file));
  await expect.poll(() => done).toEqual(['a']);
  file = 'b';
  first.resolve();
  await Promise.all([one, two]);
  expect(done).toEqual(['a', 'a holds', 'b', 'b holds']);
});
