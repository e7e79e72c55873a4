import type { Called, Delivered } from '../../workspace/traffic.ts';
import type { Delivery, Json, Person } from '../../workspace/types.ts';
import { inputOf } from '../input.ts';
import type { Journal } from '../journal/journal.ts';
import { saidIn } from '../journal/slack-words.ts';
import { messageOf, namedIn, type Subjects } from '../journal/subjects.ts';
import type { ControlOptions } from '../types.ts';
import type { Scenario } from '../view.ts';
import { Approvals, isApproval } from './approvals.ts';
import { factsOf } from './facts.ts';
import type { Facts, Plot, Trap } from './plot.ts';
import { PLOTS } from './plots.ts';
import { count } from './words.ts';

/** How far one plot has come. */
interface Course {
  stage: Scenario['stage'];
  trap: Trap | undefined;
  struckAt: number | undefined;
  request: string | undefined;
  made: string[];
  isToldByCard: boolean;
  /** How it was settled: what people do afterwards makes that no other. */
  end: Pick<Facts, 'asksPeople' | 'isOver'> | undefined;
}

const IDLE: Course = {
  stage: 'idle',
  trap: undefined,
  struckAt: undefined,
  request: undefined,
  made: [],
  isToldByCard: false,
  end: undefined,
};
const MOST_LINES = 20;

/** The attempts to make the bot order twice: each is armed, strikes, and is settled once the bot has made something of it. */
export class Dare {
  readonly #options: ControlOptions;
  readonly #subjects: Subjects;
  readonly #plots: Plot[];
  readonly #courses = new Map<string, Course>();
  readonly #approvals = new Approvals();
  readonly #stops: (() => void)[];
  readonly #journal: Journal;
  readonly #changed: () => void;

  /** `changed` is called whenever the view is another. */
  constructor(
    options: ControlOptions,
    { journal, subjects }: { journal: Journal; subjects: Subjects },
    changed: () => void,
  ) {
    this.#options = options;
    this.#journal = journal;
    this.#subjects = subjects;
    this.#changed = changed;
    this.#plots = PLOTS.filter(({ fits = () => true }) => fits(options));
    this.#stops = [
      options.workspace.onTraffic((traffic) => {
        if (traffic.kind === 'delivery') this.#delivered(traffic);
        if (traffic.kind === 'call') this.#called(traffic);
      }),
      options.aws.onExchange((exchange) => {
        for (const trap of this.#set()) trap.onExchange?.(exchange);
        this.#settle();
      }),
    ];
  }

  view(): Scenario[] {
    return this.#plots.map((plot) => {
      const { id, title, words, todo } = plot;
      const { stage, struckAt, request, made, end } = this.#courseOf(id);
      const verdict = end && request && verdictOf(plot, { ...this.#facts(request), ...end });
      return { id, title, words, todo, stage, struckAt, made, verdict };
    });
  }

  /** Arms or disarms a scenario and says so, in words; throws what was wrong with the wish. */
  work(body: Json): string {
    const input = inputOf(body);
    const kind = input.text('kind');
    const wanted = input.text('scenario');
    const plot = this.#plots.find(({ id }) => id === wanted);
    if (!plot) throw new Error(`There is no scenario ${wanted} here.`);
    if (kind !== 'arm' && kind !== 'disarm') throw new Error(`The dare knows no ${kind}.`);
    this.#courseOf(wanted).trap?.undo();
    this.#courses.delete(wanted);
    if (kind === 'arm') this.#arm(plot);
    return `${kind}s "${plot.title}"`;
  }

  /** Does what a person wants to do, which may be an approval. */
  async during<T>(person: Person, body: Json, act: () => Promise<T>): Promise<T> {
    if (body.kind !== 'press' || body.button !== 'Approve') return act();
    const input = inputOf(body);
    const message = { channel: input.text('channel'), ts: input.text('ts') };
    const click = { person, message, value: input.optional('value') };
    for (const trap of this.#set()) trap.beforeApproval?.(click);
    try {
      return await act();
    } finally {
      for (const { trap } of this.#courses.values()) trap?.afterApproval?.(click);
      this.#settle();
    }
  }

  /** Takes everything back. */
  close(): void {
    for (const { trap } of this.#courses.values()) trap?.undo();
    for (const stop of this.#stops) stop();
  }

  #arm(plot: Plot): void {
    const course: Course = { ...IDLE, stage: 'armed', made: [], isToldByCard: plot.isToldByCard ?? false };
    this.#courses.set(plot.id, course);
    course.trap = plot.arm({
      options: this.#options,
      struck: (request) => {
        if (course.stage !== 'armed') return;
        Object.assign(course, { stage: 'struck', struckAt: this.#options.time.now(), request });
        this.#changed();
      },
      note: (what) => {
        const at = this.#options.time.now();
        this.#journal.add({ at, side: 'demo', who: 'Demo', what, ok: false });
      },
    });
  }

  #delivered({ payload, times, done }: Delivered): void {
    const user = String((payload.user as Json | undefined)?.id);
    if (!isApproval(payload)) this.#approvals.wentOn(user);
    // Without a bot nobody gets it.
    if (!isApproval(payload) || times === 0) return;
    const { request, message } = this.#subjects.whole(namedIn(payload));
    if (request !== undefined) this.#approvals.pressed(request, user, times);
    for (const trap of this.#set()) trap.onApproval?.({ user, request, message, times, done });
    void done.then((_delivery: Delivery) => this.#settle());
  }

  #called(call: Called): void {
    const { method, args, answer } = call;
    for (const trap of this.#set()) trap.onCall?.(call);
    if (method === 'chat.postEphemeral') this.#approvals.answered(String(args.user));
    const isSaid = method === 'chat.postMessage' || method === 'chat.update';
    if (isSaid && answer?.ok === true && args.channel === this.#options.channel) {
      const { request } = this.#subjects.whole({ ...namedIn(args), ...messageOf(args, answer) });
      this.#note(request, saidIn(this.#options.workspace, args));
    }
    this.#settle();
  }

  /** What the bot wrote of a request that was struck. */
  #note(request: string | undefined, line: string): void {
    for (const course of this.#courses.values()) {
      if (course.stage !== 'struck' || request === undefined || course.request !== request) continue;
      if (!course.made.includes(line) && course.made.length < MOST_LINES) course.made.push(line);
    }
  }

  #settle(): void {
    for (const course of this.#courses.values()) {
      const { stage, trap, request } = course;
      if (stage !== 'struck' || request === undefined || trap?.isOver?.() === false) continue;
      const { isOnCard, isInThread, asksPeople, isOver } = this.#facts(request);
      const isTold = isOnCard && (isInThread || course.isToldByCard);
      if (!isTold && !asksPeople && !isOver) continue;
      course.stage = 'settled';
      course.end = { asksPeople: asksPeople && !isTold, isOver };
      trap?.undo();
      course.trap = undefined;
      this.#changed();
    }
  }

  #facts(request: string): Facts {
    // What the presses look like counts only where nobody knows what came of them.
    const approvals = this.#options.approvals?.(request) ?? this.#approvals.of(request);
    return { ...factsOf(this.#options, request), approvals };
  }

  /** The traps that have yet to strike: each strikes once. */
  #set(): Trap[] {
    return [...this.#courses.values()].flatMap(({ stage, trap }) => (stage === 'armed' && trap ? trap : []));
  }

  #courseOf(id: string): Course {
    return this.#courses.get(id) ?? IDLE;
  }
}

function verdictOf(plot: Plot, facts: Facts): string {
  const { approvals, calls, ports, isOver } = facts;
  if (ports > 1) return `${ports} ports: it was ordered twice.`;
  if (isOver && calls === 0) return `${count(approvals, 'approval')}, no call, no port: it came to no order.`;
  return plot.verdict(facts);
}
