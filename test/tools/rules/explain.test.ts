import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ruleFor } from '../../../src/actions/deciding/rule-for.ts';
import { check } from '../../../src/actions/submitting/check.ts';
import type { Order } from '../../../src/domain/request/order.ts';
import type { PersonOrGroup } from '../../../src/domain/rules/policy.ts';
import type { AskedFor, WrittenRule } from '../../../src/domain/rules/rule-set.ts';
import { choose } from '../../../src/tools/rules/choose.ts';
import { readCommandLine } from '../../../src/tools/rules/command-line.ts';
import { anyAsked, anyGroups, anyNameAndTags, anyRule } from '../../domain/rules/support.ts';
import { catalog, lag, location, onlyAccount, order } from '../../domain/support.ts';

/** Enough people in every list, so that nothing is refused because too few could approve. */
const CROWD = ['U1', 'U2', 'U3'];
const anyRules = fc.uniqueArray(
  anyRule.map((rule) => ({
    ...rule,
    approve: [...rule.approve, ...CROWD.map((id) => ({ kind: 'user', id }) as const)],
  })),
  { maxLength: 5, minLength: 1, selector: ({ name }) => name },
);

type NameAndTags = Pick<Order, 'interconnectName' | 'tags'>;

/** What the form does with it, where AWS offers everything. */
function live(
  rules: readonly WrittenRule[],
  asked: AskedFor,
  nameAndTags: NameAndTags,
  groups: ReadonlyMap<string, string[]>,
) {
  const directory = {
    members: (ids: readonly string[]) => ({
      members: { groups: new Map(ids.map((id) => [id, groups.get(id) ?? []])), standings: new Map() },
    }),
    learn: async () => undefined,
    withNames: (named: readonly PersonOrGroup[]) => named.map(({ kind, id }) => ({ kind, id, name: id })),
    reachable: () => true,
  };
  const account = () => asked.accountId ?? undefined;
  const { region, location: code, bandwidth, requestMACSec } = asked.order;
  const speeds = { speeds: [bandwidth], macsecSpeeds: [bandwidth] };
  const offered = catalog({
    region,
    locations: [location({ region, code, ...speeds })],
    lags: [lag({ location: code, bandwidth, links: 0, macsec: requestMACSec })],
  });
  return check(
    {
      directory,
      catalog: { of: () => offered },
      accounts: onlyAccount([region]),
      ruleFor: (what) => ruleFor({ rules: () => rules, directory, account }, what),
      account,
      rules: { approvalChannel: 'C0', dryRun: false },
    },
    {
      submissionId: 'V0',
      requester: { id: asked.requesterId, name: 'Erin' },
      accountId: undefined,
      beneficiary: null,
      reason: 'New core',
      order: order({ ...asked.order, ...nameAndTags }),
      tagProblems: [],
    },
  );
}

/** The same as flags: whoever asks with the groups that they are in. */
function flags(
  { order: { region, location: code, bandwidth, lagId, requestMACSec }, accountId, requesterId }: AskedFor,
  { interconnectName, tags }: NameAndTags,
  groups: ReadonlyMap<string, string[]>,
) {
  const own = [...groups].filter(([, people]) => people.includes(requesterId)).map(([id]) => id);
  return [
    ...['explain', '--region', region, '--location', code, '--bandwidth', bandwidth],
    ...['--requester', [requesterId, ...own].join(',')],
    ...(accountId === null ? [] : ['--account', accountId]),
    ...(lagId === undefined ? [] : ['--lag']),
    ...(requestMACSec ? ['--macsec'] : []),
    ...['--name', interconnectName],
    ...tags.flatMap(({ key, value }) => ['--tag', `${key}=${value}`]),
  ];
}

test('explain says of 10,000 orders what the form decides', { timeout: 120_000 }, () => {
  const seen = { fits: 0, refused: 0, barred: 0, unwanted: 0 };
  fc.assert(
    fc.property(anyRules, anyAsked, anyNameAndTags, anyGroups, (rules, asked, nameAndTags, groups) => {
      const read = readCommandLine(flags(asked, nameAndTags, groups));
      if (read.command !== 'explain') throw new TypeError(read.command);
      // No flag says that there are no tags.
      const explained = choose({ rules, account: undefined }, { ...read.order, tags: read.order.tags ?? {} });
      const decided = live(rules, asked, nameAndTags, groups);
      if (decided.kind === 'unchecked') throw new TypeError('Everything is known here.');
      seen[decided.kind] += 1;
      if (decided.kind === 'fits') expect(explained).toEqual({ kind: 'rule', rule: decided.submission.rule });
      else if (decided.kind === 'barred')
        expect(explained).toMatchObject({ kind: 'refused', rule: { name: decided.rule } });
      else {
        const why = decided.violations.map(({ message }) => message).join(' ');
        expect(explained).toMatchObject({ kind: 'refused', why });
        if (explained.rule) seen.unwanted += 1;
      }
    }),
    { numRuns: 10_000 },
  );
  // None of them is left out.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
});
