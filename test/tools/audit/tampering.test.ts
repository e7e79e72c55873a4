import { describe, expect, test } from 'vitest';
import type { AuditRow } from '../../../src/domain/audit.ts';
import { useDesk } from '../../actions/support/desk.ts';
import { ENGINES } from '../../store/support/database.ts';
import { audit, chainedAnew, order, replacing, tamper, trail } from './support.ts';

const EVE = { id: 'U0EVE', name: 'Eve' };
const HASH = '[0-9a-f]{64}';
const ALTERED = `altered: expected the hash ${HASH} for what stands there, has ${HASH}`;

/** What can be done to one trail of five entries or to what hangs together with it, and each thing that is found. */
const TAMPERING: [what: string, how: (id: string, rows: AuditRow[]) => string[], found: string[]][] = [
  [
    'an altered actor',
    (id) => [`update audit set actor_id = 'U0EVE' where request_id = '${id}' and seq = 2`],
    [
      ` entry 2: ${ALTERED}`,
      ' entry 4: expected a vote of U0LEE on revision 1 before this order, there is none',
      ': expected an entry for the vote of U0LEE on revision 1, there is none',
    ],
  ],
  [
    'an altered time',
    (id) => [`update audit set at = at + 1 where request_id = '${id}' and seq = 3`],
    [` entry 3: ${ALTERED}`],
  ],
  [
    'a name without its ID',
    (id) => [`update audit set actor_name = 'Eve' where request_id = '${id}' and seq = 4`],
    [' entry 4: altered: no bot writes an entry like this'],
  ],
  [
    'a member twice, of which JSON shows the last',
    (id) => [
      `update audit set detail = '{"by":"Eve",' || substr(detail, 2) where request_id = '${id}' and seq = 3`,
    ],
    [' entry 3: altered: no bot writes an entry like this'],
  ],
  [
    'a detail that is no JSON',
    (id) => [`update audit set detail = '{' where request_id = '${id}' and seq = 1`],
    [' entry 1: altered: no bot writes an entry like this'],
  ],
  [
    'an altered hash',
    (id) => [`update audit set hash = '${'0'.repeat(64)}' where request_id = '${id}' and seq = 5`],
    [
      ` entry 5: altered: expected the hash ${HASH} for what stands there, has 0{64}`,
      ` entry 5: expected the hash ${HASH}, as its thread was told, has 0{64}`,
    ],
  ],
  [
    'an entry that was taken out',
    (id) => [`delete from audit where request_id = '${id}' and seq = 3`],
    [' entry 4: expected entry 3 before it: 3 is missing'],
  ],
  [
    'two that were taken out',
    (id) => [`delete from audit where request_id = '${id}' and seq in (2, 3)`],
    [
      ' entry 4: expected entry 2 before it: 2 to 3 are missing',
      ' entry 4: expected a vote of U0LEE on revision 1 before this order, there is none',
      ': expected an entry for the vote of U0LEE on revision 1, there is none',
    ],
  ],
  [
    'a beginning that was taken off',
    (id) => [`delete from audit where request_id = '${id}' and seq = 1`],
    [
      ' entry 2: expected entry 1 before it: 1 is missing',
      ': expected to begin with submitted, does with voted',
    ],
  ],
  [
    'an end that was cut off',
    (id) => [`delete from audit where request_id = '${id}' and seq = 5`],
    [
      ': expected placing after attempt_committed, the request is ordered',
      ': expected an entry for its port dxcon-\\w+, there is none',
      ` entry 5: expected an entry with the hash ${HASH}, as its thread was told: cut off`,
    ],
  ],
  [
    'a whole trail that is gone',
    (id) => [`delete from audit where request_id = '${id}'`],
    [': expected a trail, the whole of it is gone'],
  ],
  [
    'two entries that changed places',
    (id) => [
      `update audit set seq = 99 where request_id = '${id}' and seq = 2`,
      `update audit set seq = 2 where request_id = '${id}' and seq = 3`,
      `update audit set seq = 3 where request_id = '${id}' and seq = 99`,
    ],
    [
      ` entry 2: expected to follow the hash ${HASH}, follows ${HASH}: replaced, inserted or moved`,
      ` entry 2: ${ALTERED}`,
      ` entry 3: expected to follow the hash ${HASH}, follows ${HASH}: replaced, inserted or moved`,
      ` entry 3: ${ALTERED}`,
      ` entry 4: expected to follow the hash ${HASH}, follows ${HASH}: replaced, inserted or moved`,
    ],
  ],
  [
    'an entry put in between, whose own hash is right',
    (id, rows) => {
      const [first, second] = rows as [AuditRow, AuditRow];
      const [, inserted] = chainedAnew([first, { ...second, actor: EVE }]);
      return [
        `update audit set seq = seq + 1 where request_id = '${id}' and seq = 5`,
        `update audit set seq = seq + 1 where request_id = '${id}' and seq = 4`,
        `update audit set seq = seq + 1 where request_id = '${id}' and seq = 3`,
        `update audit set seq = seq + 1 where request_id = '${id}' and seq = 2`,
        ...replacing('nobody', [inserted as AuditRow]),
      ];
    },
    [
      ` entry 3: expected to follow the hash ${HASH}, follows ${HASH}: replaced, inserted or moved`,
      ...[3, 4, 5].map((seq) => ` entry ${seq}: ${ALTERED}`),
      ` entry 5: expected the hash ${HASH}, as its thread was told, has ${HASH}`,
      ` entry 6: ${ALTERED}`,
    ],
  ],
  [
    'an entry put at the end, rightly chained',
    (_, rows) => {
      const [created] = rows.slice(-1) as [AuditRow];
      const added = { ...created, actor: EVE, event: 'given_up', detail: { by: EVE }, awsRequestId: null };
      return replacing('nobody', chainedAnew([...rows, added]).slice(-1));
    },
    [': expected abandoned after given_up, the request is ordered'],
  ],
  [
    'all hashes computed anew after a forged vote',
    (id, rows) =>
      replacing(id, chainedAnew(rows.map((row) => (row.event === 'voted' ? { ...row, actor: EVE } : row)))),
    [
      ' entry 4: expected a vote of U0LEE on revision 1 before this order, there is none',
      ` entry 5: expected the hash ${HASH}, as its thread was told, has ${HASH}`,
      ': expected an entry for the vote of U0LEE on revision 1, there is none',
    ],
  ],
  [
    'a vote that nobody cast',
    (id) => [
      `insert into votes (request_id, revision, attempt, voter_id, voter_name, decision, fingerprint, at)
        select request_id, revision, attempt, 'U0EVE', 'Eve', decision, fingerprint, at from votes where request_id = '${id}'`,
    ],
    [': expected an entry for the vote of U0EVE on revision 1, there is none'],
  ],
  [
    'an attempt that is gone',
    (id) => [`delete from attempts where request_id = '${id}'`],
    [
      ': expected the row of attempt 1, it is gone',
      ': expected an attempt with AWS request ID .+, there is none',
    ],
  ],
  [
    'an attempt that nobody committed',
    (id) => [`update attempts set number = 2 where request_id = '${id}'`],
    [': expected an entry for attempt 2, there is none', ': expected the row of attempt 1, it is gone'],
  ],
  [
    'another AWS request ID',
    (id) => [`update attempts set aws_request_id = 'x' where request_id = '${id}'`],
    [': expected an attempt with AWS request ID .+, there is none'],
  ],
  [
    'another status',
    (id) => [`update requests set status = 'rejected' where id = '${id}'`],
    [': expected ordered after created, the request is rejected'],
  ],
  [
    'another revision',
    (id) => [`update requests set revision = 2 where id = '${id}'`],
    [': expected revision 1 by its trail, the request has 2'],
  ],
  [
    'another port',
    (id) => [`update ports set interconnect_id = 'dxcon-eve${id}' where request_id = '${id}'`],
    [': expected an entry for its port dxcon-eve.+, there is none'],
  ],
  [
    'a request that is gone',
    (id) => [`delete from requests where id = '${id}'`],
    [': expected a request of this ID, there is none'],
  ],
];

/** What puts a bot's start and a freeze into the house's trail. */
const HOUSE: [what: string, statements: string[], found: string[]][] = [
  ['an altered entry', [`update house_audit set detail = '{}' where seq = 1`], [` entry 1: ${ALTERED}`]],
  [
    'an entry that was taken out',
    ['delete from house_audit where seq = 2'],
    [' entry 3: expected entry 2 before it: 2 is missing'],
  ],
  [
    'an end that was cut off',
    ['delete from house_audit where seq = 3'],
    [": expected ordering to be not frozen by its last entry about that, it isn't so"],
  ],
  [
    'the whole trail gone',
    ['delete from house_audit'],
    [
      ': expected what the bot was started with, there are no entries',
      ": expected ordering to be not frozen by its last entry about that, it isn't so",
    ],
  ],
];

describe.each(ENGINES)('%s: tampering', (engine) => {
  const desk = useDesk(engine);
  const verified = () => audit(desk.database.url, ['verify']);

  /** Its start, and a freeze that has ended and one that stands. */
  const started = () =>
    desk.deps.store.transaction(async (tx) => {
      for (const event of ['settings', 'unfrozen', 'frozen'])
        await tx.house.add({ actor: null, event, detail: { reason: event } });
      await tx.freeze.put({ by: EVE, reason: 'frozen', at: tx.now });
    });

  // A few at a time, since each is a whole order.
  test.each([0, 1, 2, 3].map((part) => [part, TAMPERING.filter((_, index) => index % 4 === part)] as const))(
    'with one trail each is found, and all else is proven: part %i',
    async (_part, tampering) => {
      const victims = new Map<string, (typeof tampering)[number]>();
      for (const [index, one] of tampering.entries()) victims.set(await order(desk, index), one);
      const untouched = await order(desk, tampering.length);
      await started();
      const before = await verified();
      expect(before).toMatchObject({ code: 0, error: '' });
      expect(before.lines).toEqual([
        `Proven: ${victims.size + 1} requests, ${(victims.size + 1) * 5} entries, 3 of the house's, 0 heads from outside. Without heads from outside, a trail that was computed anew as a whole passes.`,
      ]);
      for (const [id, [, how]] of victims)
        await tamper(desk.database.url, how(id, await trail(desk.deps.store, id)));
      const { code, lines } = await verified();
      expect(code).toBe(1);
      expect(lines.at(-1)).toMatch(/^Wrong: \d+ things in /);
      const otherwise: object[] = [];
      for (const [id, [what, , found]] of victims) {
        const told = lines.filter((line) => line.startsWith(id)).map((line) => line.slice(id.length));
        const isFound = found.map((one, index) => new RegExp(`^${one}$`).test(told[index] ?? ''));
        if (told.length !== found.length || isFound.includes(false)) otherwise.push({ what, told, found });
      }
      expect(otherwise).toEqual([]);
      expect(lines.filter((line) => line.startsWith(untouched))).toEqual([]);
      expect(lines).toHaveLength(1 + tampering.reduce((sum, [, , found]) => sum + found.length, 0));
    },
  );

  test.each(HOUSE)("with the house's trail is found: %s", async (_, statements, found) => {
    await desk.asked();
    await started();
    expect(await verified()).toMatchObject({ code: 0 });
    await tamper(desk.database.url, statements);
    const { code, lines } = await verified();
    expect(code).toBe(1);
    expect(lines.slice(0, -1)).toHaveLength(found.length);
    for (const [index, line] of found.entries()) expect(lines[index]).toMatch(new RegExp(`^house${line}$`));
  });
});
