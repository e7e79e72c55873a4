import { describe, expect, it } from 'vitest';
import { startAws } from '../../../sandbox/aws/index.ts';
import {
  arn,
  type Document,
  MARK,
  missing,
  OTHER,
  order,
  SHIPPED,
  type Statement,
  tag,
  tooMuch,
} from './iam-calls.ts';
import { aws, directConnect, failureOf } from './support.ts';

function changed(change: (statements: Statement[]) => void): Document {
  const document = structuredClone(SHIPPED);
  change(document.Statement);
  return document;
}

const at = (statements: Statement[], index: number): Statement => {
  const statement = statements[index];
  if (!statement) throw new Error(`no statement ${index}`);
  return statement;
};
const actionsOf = ({ Action }: Statement) => [Action].flat();

describe('The shipped policy', () => {
  it('is the one that the embedded AWS goes by, for an order with the mark and none without it', async () => {
    const embedded = await aws({ policy: undefined });
    const client = directConnect(embedded);
    const { interconnectId = '', tags } = await client.send(order([MARK]));
    expect(tags).toEqual([MARK]);
    const error = await failureOf(client.send(order([OTHER])));
    expect(error.name).toBe('AccessDeniedException');
    expect(error.$metadata?.httpStatusCode).toBe(400);
    expect(error.message).toBe(
      'User: arn:aws:sts::123456789012:assumed-role/interconnect-bot/sandbox is not authorized to perform: ' +
        'directconnect:CreateInterconnect on resource: * because no identity-based policy allows the ' +
        'directconnect:CreateInterconnect action',
    );
    expect((await failureOf(client.send(tag(arn('dxcon', interconnectId), MARK)))).message).toContain(
      `directconnect:TagResource on resource: ${arn('dxcon', interconnectId)} because`,
    );
    expect(embedded.interconnects).toHaveLength(1);
    expect(embedded.calls().map(({ outcome }) => outcome)).toEqual([
      'ok',
      'AccessDeniedException',
      'AccessDeniedException',
    ]);
  });

  it('grants what the bot needs, and nothing that it must not', async () => {
    expect(await missing(SHIPPED)).toEqual([]);
    expect(await tooMuch(SHIPPED)).toEqual([]);
  });

  const statements = SHIPPED.Statement.map((statement, index) => ({ statement, index }));
  const actions = statements.flatMap(({ statement, index }) =>
    actionsOf(statement).map((action) => ({ action, index })),
  );

  it.each(actions)('without $action refuses what needs it', async ({ action, index }) => {
    const without = changed((all) => {
      const statement = at(all, index);
      statement.Action = actionsOf(statement).filter((other) => other !== action);
    });
    const refused = await missing(without);
    expect(refused).not.toEqual([]);
    for (const refusal of refused) expect(refusal).toMatch(/^AccessDeniedException: /);
    expect(refused.every((refusal) => refusal.includes(`to perform: ${action} on resource: `))).toBe(true);
  });

  it.each(statements)('without statement $index refuses what needs it', async ({ statement, index }) => {
    const refused = await missing(changed((all) => all.splice(index, 1)));
    for (const action of actionsOf(statement)) {
      expect(refused.some((refusal) => refusal.includes(`to perform: ${action} on`))).toBe(true);
    }
  });

  const lines = statements.flatMap(({ statement, index }) =>
    Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.keys(keys).map((key) => ({ sid: actionsOf(statement)[0], operator, key, index })),
    ),
  );

  it.each(lines)('without $operator $key lets $sid do too much', async ({ operator, key, index }) => {
    const without = changed((all) => {
      delete at(all, index).Condition?.[operator]?.[key];
    });
    expect(await missing(without)).toEqual([]);
    expect(await tooMuch(without)).not.toEqual([]);
  });

  it.each(statements.filter(({ statement }) => statement.Resource !== '*'))(
    'with every resource in statement $index lets it do too much',
    async ({ statement, index }) => {
      const widened = changed((all) => {
        at(all, index).Resource = '*';
      });
      const isLetter = actionsOf(statement).includes('directconnect:DescribeLoa');
      expect(await tooMuch(widened)).toEqual([isLetter ? 'the LOA of a LAG' : 'marking a LAG']);
    },
  );

  it.each(['Version', 'Statement'])('is no policy without %s', async (member) => {
    const { [member as keyof Document]: _gone, ...rest } = SHIPPED;
    await expect(startAws({ policy: rest })).rejects.toThrow('IAM policy:');
  });

  it.each(
    statements.flatMap(({ index }) =>
      (['Effect', 'Action', 'Resource'] as const).map((member) => ({ index, member })),
    ),
  )('is no policy without $member in statement $index', async ({ index, member }) => {
    const without = changed((all) => {
      delete (at(all, index) as unknown as Record<string, unknown>)[member];
    });
    await expect(startAws({ policy: without })).rejects.toThrow('IAM policy:');
  });
});
