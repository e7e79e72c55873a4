import { DescribeLocationsCommand } from '@aws-sdk/client-direct-connect';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { aws, directConnect, failureOf, sts } from './support.ts';

const MINUTE = 60_000;
const list = () => new DescribeLocationsCommand({});

describe("AWS's clock", () => {
  it.each([
    [
      'ahead',
      16 * MINUTE,
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$/,
    ],
    [
      'behind',
      -16 * MINUTE,
      /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 15 min\.\)$/,
    ],
  ])(
    'more than 15 minutes %s refuses signatures, and lets the SDK learn how far',
    async (_what, offset, words) => {
      const embedded = await aws();
      embedded.setClockOffset(offset);
      const once = directConnect(embedded);
      const error = await failureOf(once.send(list()));
      expect([error.name, error.$metadata?.httpStatusCode]).toEqual(['InvalidSignatureException', 400]);
      expect(error.message).toMatch(words);
      // The answer's Date told it; the next call is dated by it.
      await once.send(list());
      expect(Math.abs(once.config.systemClockOffset - offset)).toBeLessThan(5_000);
      const asShipped = directConnect(embedded, { maxAttempts: undefined });
      await asShipped.send(list());
      expect(embedded.calls().map(({ outcome }) => outcome)).toEqual([
        'InvalidSignatureException',
        'ok',
        'InvalidSignatureException',
        'ok',
      ]);
      const identity = await failureOf(sts(embedded).send(new GetCallerIdentityCommand({})));
      expect([identity.name, identity.$metadata?.httpStatusCode]).toEqual(['SignatureDoesNotMatch', 403]);
    },
  );

  it('may be off by up to 15 minutes, and shows in the Date of every answer', async () => {
    const embedded = await aws();
    embedded.setClockOffset(14 * MINUTE);
    const answers = [
      await fetch(embedded.url, { method: 'POST' }),
      await fetch(embedded.url, {
        method: 'POST',
        headers: { 'x-amz-target': 'OvertureService.DescribeLags' },
      }),
    ];
    for (const answer of answers) {
      const date = Date.parse(answer.headers.get('date') ?? '');
      expect(Math.abs(date - Date.now() - 14 * MINUTE)).toBeLessThan(5_000);
    }
    await directConnect(embedded).send(list());
    expect(embedded.calls('DescribeLocations')).toMatchObject([{ outcome: 'ok' }]);
  });

  it('is nobody’s business until it is set, and no more afterwards', async () => {
    const embedded = await aws({ now: () => 0 });
    await directConnect(embedded).send(list());
    embedded.setClockOffset(60 * MINUTE);
    await failureOf(directConnect(embedded).send(list()));
    embedded.setClockOffset(undefined);
    await directConnect(embedded).send(list());
  });

  it('needs a date in the signature while it is set', async () => {
    const embedded = await aws();
    embedded.setClockOffset(0);
    const scope = `${embedded.accessKeyId}/20260105/us-east-1/directconnect/aws4_request`;
    const headers = {
      'x-amz-target': 'OvertureService.DescribeLags',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}`,
    };
    for (const date of ['', 'yesterday']) {
      const answer = await fetch(embedded.url, {
        method: 'POST',
        headers: { ...headers, 'x-amz-date': date },
        body: '{}',
      });
      expect(await answer.json()).toMatchObject({ __type: 'InvalidSignatureException' });
    }
  });
});
