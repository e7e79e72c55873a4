import { describe, expect, test } from 'vitest';
import { tour } from '../../../packaging/emulated/aws-tour.ts';
import { STOCK, stock } from './stock/command.ts';
import { EXAMPLES, outputsOf } from './stock/examples.ts';
import { aws, orderAt } from './support.ts';

/** Longer than its calls take on a busy machine: each starts a Python of its own. */
const PATIENCE = 200_000;

describe.skipIf(STOCK === undefined)(
  `the stock aws command (${STOCK ?? 'not installed: nothing was tried'})`,
  () => {
    test('orders a tagged port, lists it page by page, has its letter and deletes it', {
      timeout: PATIENCE,
    }, async () => {
      const embedded = await aws({ lifecycle: { requested: 0, pending: 1e9, down: 1e9 } });
      const dx = (...args: string[]) => stock(embedded, 'directconnect', ...args);
      await orderAt(embedded);
      const named = ['--interconnect-name', 'ashburn-2', '--bandwidth', '10Gbps', '--location', 'EqDC2'];
      const made = await dx('create-interconnect', ...named, '--tags', 'key=request,value=ic-1');
      expect(made).toMatchObject({ code: 0, answer: { tags: [{ key: 'request', value: 'ic-1' }] } });
      const { interconnectId } = made.answer as { interconnectId: string };
      // Its interconnects have no --max-items: AWS published no way of turning their pages when that was made.
      const [page, letter] = await Promise.all([
        dx('describe-interconnects', '--max-results', '1'),
        dx('describe-loa', '--connection-id', interconnectId),
      ]);
      const { loaContent } = letter.answer as { loaContent: string };
      expect(Buffer.from(loaContent, 'base64').toString('latin1')).toMatch(/^%PDF/);
      const { interconnects, nextToken } = page.answer as { interconnects: unknown[]; nextToken: string };
      expect(interconnects).toHaveLength(1);
      const [rest, deleted] = await Promise.all([
        dx('describe-interconnects', '--max-results', '1', '--next-token', nextToken),
        dx('delete-interconnect', '--interconnect-id', interconnectId),
      ]);
      expect(rest).toMatchObject({ code: 0, answer: { interconnects: [{ interconnectId }] } });
      expect(deleted).toMatchObject({ code: 0, answer: { interconnectState: 'deleted' } });
    });

    test('lists locations and LAGs, says who it is, and tells a refusal in its own words', {
      timeout: PATIENCE,
    }, async () => {
      const embedded = await aws();
      const dx = (...args: string[]) => stock(embedded, 'directconnect', ...args);
      const [locations, lags, who, refused] = await Promise.all([
        dx('describe-locations'),
        dx('describe-lags', '--endpoint-url', embedded.url),
        stock(embedded, 'sts', 'get-caller-identity'),
        dx('describe-loa', '--connection-id', 'dxcon-nowhere1'),
      ]);
      expect(locations).toMatchObject({
        code: 0,
        answer: { locations: embedded.locations.filter(({ region }) => region === 'us-east-1') },
      });
      expect(lags).toMatchObject({ code: 0, answer: { lags: [{ lagId: 'dxlag-fgfull44' }, {}, {}, {}] } });
      expect(who).toMatchObject({ code: 0, answer: { Account: embedded.accountId } });
      expect(refused.answer).toBeUndefined();
      // The command's first version ends with 255, the second with 254.
      expect(refused.code).toBeGreaterThan(253);
      expect(refused.stderr.trim()).toMatch(
        /^(aws: \[ERROR\]: )?An error occurred \(DirectConnectClientException\) when calling the DescribeLoa operation: Could not find Connection with ID dxcon-nowhere1/,
      );
    });
  },
);

/** Where in a policy a statement stands, which a simulation's caller need not read. */
const LEFT_OUT = /\.MatchedStatements\[\]\./;

/** The members of a JSON value with the kind of each. */
function kinds(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => kinds(one, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, one]) => kinds(one, `${path}.${key}`));
}

describe.skipIf(EXAMPLES === undefined)(
  `the examples of the aws command (${EXAMPLES === undefined ? 'not installed: nothing was compared' : 'installed'})`,
  () => {
    test('show no member, and no type, that our answers have not', async () => {
      const visits = await tour();
      const compared: string[] = [];
      for (const { service, operation } of visits) {
        const command = operation.replace(/(?<=.)([A-Z])/g, '-$1').toLowerCase();
        const shown = new Set(outputsOf(service, command).flatMap((output) => kinds(output)));
        // Times are numbers on the wire and words in what the command prints.
        const known = [...shown].filter(
          (member) => !/\.(EventTime|Expiration):/.test(member) && !LEFT_OUT.test(member),
        );
        const given = new Set(
          visits.filter((visit) => visit.operation === operation).flatMap(({ answer }) => kinds(answer)),
        );
        expect(
          known.filter((member) => !given.has(member)),
          operation,
        ).toEqual([]);
        if (shown.size > 0) compared.push(operation);
      }
      expect(new Set(compared).size).toBeGreaterThan(8);
    });
  },
);
