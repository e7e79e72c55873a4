import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { seeded } from '../../support/seeded.ts';
import { privately, requestIdOf } from '../../support/shown.ts';
import { firstCard, openStage, type Stage, WAIT_MS } from '../../support/stage.ts';
import { frame, request } from './inputs.ts';
import { type Original, originals } from './payloads.ts';

type Line = { level: number; msg: string; err?: { type?: string; stack?: string } };

/** A bot that is fed what Slack never sends, and all that it says in its log. */
export interface Victim {
  stage: Stage;
  originals: Original[];
  logged: Line[];
  /** How everything of its request stands; the same as long as nothing was changed. */
  state(): Promise<unknown>;
}

const BATCH = 50;
const NOT_YOURS = "You can't decide this: it takes net-leads.";

/** A bot with one request that waits, and nothing under way. */
export async function openVictim(mode: 'socket' | 'http'): Promise<Victim> {
  const stage = await openStage({}, mode);
  const logged: Line[] = [];
  const log = pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) });
  await stage.start({}, (outside) => ({ ...outside, log }));
  await stage.order();
  await firstCard(stage);
  const id = requestIdOf(stage.card());
  const drawn = async () => {
    const messages = await stage.store().transaction((tx) => tx.messages.of(id));
    return messages.every((one) => one.posting === 'posted' && one.wanted === one.drawn);
  };
  while (!(await drawn())) await wait(20);
  const state = async () => ({
    counts: await stage.store().counts(),
    ...(await stage.store().transaction(async (tx) => ({
      request: await tx.requests.read(id),
      audit: await tx.audit.trail(id),
      votes: await tx.votes.of(id, 1, 0),
      attempts: await tx.attempts.of(id),
      messages: (await tx.messages.of(id)).map(({ wanted, ts }) => ({ wanted, ts })),
      open: await tx.requests.countOpen(),
    }))),
  });
  return { stage, originals: originals(stage), logged, state };
}

/**
 * Feeds a bot until `enough`, and throws at the first thing that is wrong: an answer other than 200 and 4xx, an envelope
 * neither acked nor logged, more lines than inputs, a crash in a handler, anything changed, an honest click unanswered.
 * `seed` makes the same inputs again. Answers how many there were.
 */
export async function fuzz(victim: Victim, seed: number, enough: (done: number) => boolean): Promise<number> {
  const random = seeded(seed);
  const before = JSON.stringify(await victim.state());
  const linesBefore = victim.logged.length;
  const feed = victim.stage.env.SLACK_APP_TOKEN ? bySocket(victim, random) : byHttp(victim, random);
  let done = 0;
  for (; !enough(done); done += BATCH) {
    await feed(done);
    await honestClick(victim);
    const lines = victim.logged.slice(linesBefore);
    check(lines.length <= done + BATCH, `${lines.length} lines for ${done + BATCH} inputs`);
    const mistake = lines.find(({ err }) =>
      /TypeError|RangeError|ReferenceError/.test(`${err?.type} ${err?.stack}`),
    );
    check(mistake === undefined, JSON.stringify(mistake));
    const after = JSON.stringify(await victim.state());
    check(after === before, `changed: ${after} instead of ${before}`);
  }
  check(victim.stage.aws.calls('CreateInterconnect').length === 0, 'something was ordered');
  return done;
}

function byHttp({ stage, originals: known }: Victim, random: () => number) {
  const url = `http://127.0.0.1:${stage.env.PORT}/slack/events`;
  return async () => {
    const sent = Array.from({ length: BATCH }, () => request(random, known, stage.slack.signingSecret));
    const answers = sent.map(async ({ body, headers }) => {
      const { status } = await fetch(url, { method: 'POST', body, headers });
      check(status === 200 || (status >= 400 && status < 500), `${status} for ${body.slice(0, 2_000)}`);
    });
    await Promise.all(answers);
  };
}

function bySocket({ stage, originals: known, logged }: Victim, random: () => number) {
  return async (done: number) => {
    const lines = logged.length;
    const ids = Array.from({ length: BATCH }, (_, index) => `F-${done + index}`);
    const frames = ids.map((id) => ({ id, text: frame(random, known, id) }));
    for (const { text } of frames) stage.slack.sendFrame(text);
    const silent = () => frames.filter(({ id, text }) => !stage.slack.acked(id) && !isHello(text));
    const answered = () =>
      silent().length <= logged.length - lines && !silent().some(({ id, text }) => isEnvelope(text, id));
    await stage.slack.until('every envelope acked, all else left aside with a line', answered, WAIT_MS);
  };
}

/** Whether a frame is still one that Slack's guide names, whatever its payload holds. */
function isEnvelope(text: string, id: string): boolean {
  const value = parsed(text);
  const { envelope_id, type, payload, retry_attempt: retry } = value;
  const object = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  const known = ['slash_commands', 'interactive', 'events_api'].includes(String(type));
  return envelope_id === id && known && object && (retry === undefined || typeof retry === 'number');
}

function isHello(text: string): boolean {
  return parsed(text).type === 'hello';
}

function parsed(text: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(text) as object) };
  } catch {
    return {};
  }
}

/** Somebody who may not approve presses Approve, and is told so, as if nothing had happened before. */
async function honestClick({ stage }: Victim): Promise<void> {
  const { olga } = stage.cast;
  const told = () => privately(olga, stage.approvals).filter((text) => text === NOT_YOURS).length;
  const before = told();
  const { acked, problem } = await olga.press(stage.card(), 'Approve');
  check(acked, `an honest click was not acked: ${problem}`);
  await stage.slack.until('its answer', () => told() > before, WAIT_MS);
}

function check(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
