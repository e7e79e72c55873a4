import { CreateInterconnectCommand, DescribeLoaCommand } from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import { directConnect, ORDER } from '../aws/support.ts';
import { newsOf, stage } from '../page/support.ts';
import { callRaw } from '../workspace/support.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A page over one port that has just been asked for; AWS's clock stands still but for the test. */
async function withPort() {
  const all = await stage();
  all.aws.clock.speed(0);
  const { interconnectId: port = '' } = await directConnect(all.aws).send(
    new CreateInterconnectCommand(ORDER),
  );
  const stateOf = () => all.aws.interconnects[0]?.interconnectState;
  const happen = (kind: string) => all.workPort(kind, port);
  return { ...all, port, stateOf, happen };
}

describe("The page's time", () => {
  it('shows what it is, how it passes and what comes next', async () => {
    const { state, erin, aws, port } = await withPort();
    const now = aws.clock.now();
    const shown = { now, pace: 1, isJumping: false, slowPorts: false };
    expect((await state(erin)).time).toMatchObject({
      ...shown,
      next: { at: now + 3 * SECOND, interconnectId: port },
    });
    aws.setState(port, 'down');
    expect((await state(erin)).time).toMatchObject(shown);
    expect((await state(erin)).time.next).toBeUndefined();
  });

  it('passes as fast as the visitor wants, or at once', async () => {
    const { state, erin, passed, passTime, aws, port } = await withPort();
    for (const pace of [3600, 86_400, 0, 1]) {
      expect(await passTime('pace', { pace })).toEqual({});
      expect((await state(erin)).time.pace).toBe(pace);
    }
    for (const pace of [-1, 2, 86_401]) expect(await passTime('pace', { pace })).toHaveProperty('problem');
    for (const kind of ['hour', 'day', 'next']) expect(await passTime(kind)).toEqual({});
    expect(passed).toEqual([HOUR, DAY, 'next']);
    aws.setState(port, 'down');
    expect(await passTime('next')).toEqual({ problem: 'Nothing more happens at AWS by itself.' });
    expect(await passTime('sleep')).toEqual({ problem: 'Time knows no sleep.' });
  });

  it('is told to open pages where it is changed', async () => {
    const { page, aws } = await stage();
    const news = await newsOf(page.url);
    await news();
    aws.clock.jump(DAY);
    expect(await news()).toEqual({ journal: 0 });
  });
});

describe("The page's ports", () => {
  it('lose their light and get it back', async () => {
    const { aws, port, happen, stateOf } = await withPort();
    expect(await happen('loseLight')).toEqual({ problem: `${port} is requested: it carries no light.` });
    expect(await happen('lightBack')).toEqual({ problem: `${port} is requested, not down.` });
    aws.clock.jump(6 * SECOND);
    expect(await happen('lightBack')).toEqual({});
    expect(stateOf()).toBe('available');
    expect(await happen('loseLight')).toEqual({});
    aws.clock.jump(DAY);
    expect(stateOf()).toBe('down');
    expect(await happen('lightBack')).toEqual({});
    expect(stateOf()).toBe('available');
  });

  it('flap for a while, from then on', async () => {
    const { aws, happen, stateOf } = await withPort();
    aws.clock.jump(DAY);
    expect(stateOf()).toBe('available');
    expect(await happen('flap')).toEqual({});
    const seen = [stateOf()];
    for (let next = aws.next(); next; next = aws.next()) {
      aws.clock.set(next.at);
      seen.push(stateOf());
    }
    expect(seen).toEqual(['down', ...Array(4).fill(['available', 'down']).flat(), 'available']);
  });

  it('are maintained in three days, which costs an hour of light where there is light', async () => {
    const { aws, port, happen, stateOf } = await withPort();
    aws.setState(port, 'down');
    expect(await happen('maintain')).toEqual({});
    expect(aws.next()).toBeUndefined();
    aws.setState(port, 'available');
    expect(await happen('maintain')).toEqual({});
    const start = aws.clock.now() + 3 * DAY;
    expect(aws.healthEvents).toHaveLength(2);
    for (const event of aws.healthEvents)
      expect(event).toMatchObject({ entities: [port], startTime: start, endTime: start + 4 * HOUR });
    const seen = [0, 1, 2].map((hour) => {
      aws.clock.set(start + hour * HOUR);
      return stateOf();
    });
    expect(seen).toEqual(['available', 'down', 'available']);
  });

  it('are deleted outside the bot, and then have nothing happen to them', async () => {
    const { aws, port, happen, stateOf } = await withPort();
    expect(await happen('delete')).toEqual({});
    expect(stateOf()).toBe('deleted');
    expect(aws.trail).toMatchObject([
      {
        eventName: 'DeleteInterconnect',
        requestParameters: { interconnectId: port },
        userIdentity: { type: 'AssumedRole' },
      },
    ]);
    for (const kind of ['delete', 'loseLight', 'lightBack', 'flap', 'maintain', 'hold', 'release', 'faster'])
      expect(await happen(kind)).toEqual({ problem: `There is no port ${port}.` });
  });

  it('are held and released, and then go on as much later', async () => {
    const { aws, happen, stateOf, state, erin, port } = await withPort();
    const start = aws.clock.now();
    aws.clock.jump(2 * SECOND);
    expect(await happen('release')).toEqual({ problem: `${port} is not held.` });
    expect(await happen('hold')).toEqual({});
    aws.clock.jump(DAY);
    expect(await happen('hold')).toEqual({});
    expect(stateOf()).toBe('requested');
    expect((await state(erin)).ports).toMatchObject([
      { held: true, steps: [{ at: start }, { state: 'pending' }, { state: 'down' }, { state: 'available' }] },
    ]);
    expect(await happen('faster')).toEqual({ problem: `Nothing happens to ${port} by itself.` });
    expect(await happen('release')).toEqual({});
    expect((await state(erin)).ports).toMatchObject([
      { held: false, steps: [{}, { expectedAt: start + DAY + 3 * SECOND }, {}, {}] },
    ]);
    aws.clock.jump(SECOND);
    expect(stateOf()).toBe('pending');
    await happen('hold');
    expect(await happen('delete')).toEqual({});
    expect((await state(erin)).ports).toMatchObject([{ held: false, state: 'deleted' }]);
  });

  it('are hastened: the next thing happens now, what follows as much sooner', async () => {
    const { aws, happen, stateOf } = await withPort();
    expect(await happen('faster')).toEqual({});
    expect(stateOf()).toBe('pending');
    expect(aws.next()?.at).toBe(aws.clock.now() + 3 * SECOND);
    await happen('faster');
    await happen('faster');
    expect(stateOf()).toBe('available');
    expect(await happen('dance')).toEqual({ problem: 'AWS knows no dance.' });
  });

  it('show their letter as AWS gave it', async () => {
    const { aws, port, page, state, erin } = await withPort();
    const letter = () => fetch(`${page.url}/api/v1/loa/${port}`);
    expect((await letter()).status).toBe(404);
    aws.clock.jump(4 * SECOND);
    await directConnect(aws).send(new DescribeLoaCommand({ connectionId: port }));
    const answer = await letter();
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename="${port}.pdf"`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(
      new Uint8Array(aws.interconnects[0]?.letter ?? []),
    );
    expect((await state(erin)).ports).toMatchObject([{ hasLoa: true }]);
  });

  it('take days from then on, or seconds', async () => {
    const { aws, state, erin, passTime } = await withPort();
    const order = async () => {
      await directConnect(aws).send(new CreateInterconnectCommand(ORDER));
      const { createdAt = 0, life = [] } = aws.interconnects.at(-1) ?? {};
      return [
        (await state(erin)).time.slowPorts,
        createdAt === aws.clock.now(),
        ...life.map(({ after }) => after),
      ];
    };
    await passTime('slowPorts');
    expect(await order()).toEqual([true, true, 2 * DAY, 6 * DAY, 15 * DAY]);
    await passTime('quickPorts');
    expect(await order()).toEqual([false, true, 6 * SECOND, 13 * SECOND, 20 * SECOND]);
  });
});

describe("The page's files", () => {
  it.each([
    ['loa.pdf', 'application/pdf', 'inline'],
    ['order.txt', 'application/octet-stream', 'attachment'],
  ])('%s comes as %s', async (filename, type, how) => {
    const { page, workspace, channel } = await stage();
    const bytes = new Uint8Array([37, 80, 68, 70, 0, 255]);
    const call = async (method: string, args: object) =>
      (await (await callRaw(workspace, method, { ...args })).json()) as {
        upload_url: string;
        file_id: string;
      };
    const { upload_url, file_id } = await call('files.getUploadURLExternal', {
      filename,
      length: bytes.length,
    });
    await fetch(upload_url, { method: 'POST', body: bytes });
    await call('files.completeUploadExternal', { files: [{ id: file_id }], channel_id: channel });
    const answer = await fetch(`${page.url}/api/v1/files/${file_id}`);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-disposition')).toBe(`${how}; filename="${filename}"`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  });
});
