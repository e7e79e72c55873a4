import { afterEach, beforeEach } from 'vitest';
import type { EmbeddedAws } from '../../../sandbox/aws/types.ts';
import { type Decided, decide } from '../../../src/actions/deciding/decide.ts';
import { place } from '../../../src/actions/placing/place.ts';
import { reconcile } from '../../../src/actions/placing/reconcile.ts';
import { requestView } from '../../../src/actions/showing/request-view.ts';
import { type Submission, submit } from '../../../src/actions/submitting/submit.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { Destination, Line } from '../../../src/domain/request/line.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import type { Rule } from '../../../src/domain/rules/policy.ts';
import type { RequestView } from '../../../src/interfaces/chat.ts';
import { cardButtons } from '../../../src/slack/blocks/buttons.ts';
import { plainLine } from '../../../src/slack/blocks/thread-line.ts';
import type { Engine } from '../../../src/store/engine.ts';
import { contextOf, statusText } from '../../../src/words/status.ts';
import { type TestDatabase, useDatabase } from '../../store/support/database.ts';
import { ACCOUNT, aRequest, ERIN, LEE, LIN } from '../../store/support/samples.ts';
import { type Changing, NOTHING_READ, type Outside, openOutside } from './outside.ts';

const HOUR = 3_600_000;
/** Just beyond the window in which an unknown outcome is looked up by itself. */
export const WINDOW_MS = 1_201_000;
export const OLGA: Person = { id: 'U0OLGA', name: 'Olga' };
const LEADS = { kind: 'group', id: 'S0LEADS', name: 'net-leads' } as const;
export const RULE: Rule = { name: 'default', approvers: [LEADS], quorum: 1, expiryHours: 72 };
const GROUPS: Changing['groups'] = new Map([[LEADS.id, [LEE.id, LIN.id]]]);

/**
 * What actions work with: a database, SQLite unless said otherwise, and the embedded Direct Connect over real sockets, both by one clock that tests move.
 * Erin asks, Lee and Lin are the leads. What is told of a request is told of the one that was asked for last.
 */
class Desk implements Changing {
  aws!: EmbeddedAws;
  /** For every action; tests change them. */
  deps!: Outside['deps'];
  rule = RULE;
  groups = GROUPS;
  meanwhile: Changing['meanwhile'];
  catalog = NOTHING_READ;
  id = '';
  readonly database: TestDatabase;

  constructor(database: TestDatabase) {
    this.database = database;
  }

  travel(ms: number): void {
    this.database.clock.now += ms;
  }

  /** A form of Erin's, by the settings of now. */
  form(overrides: Partial<Submission> = {}): Submission {
    const { order, reason, locationName, warnings } = aRequest('ic-00');
    const who = { requester: ERIN, beneficiary: null };
    const asked = { submissionId: 'V1', ...who, reason, order, locationName, warnings };
    const settings = { accountId: ACCOUNT, rule: this.rule, dryRun: this.deps.dryRun };
    return { ...asked, ...settings, approvalChannel: 'C0APPROVALS', ...overrides };
  }

  async asked(overrides: Partial<Submission> = {}): Promise<Request> {
    const deps = { store: this.deps.store, rules: { openRequestsPerPerson: 1 } };
    const sent = await submit(deps, this.form(overrides));
    if (sent.kind !== 'submitted') throw new Error(`The form was not taken: ${sent.kind}.`);
    this.id = sent.request.id;
    return sent.request;
  }

  /** A press of Approve on the card of a request as it was then. */
  approve({ id, revision, fingerprint }: Request, voter: Person): Promise<Decided> {
    const choice = { decision: 'approve' } as const;
    return decide(this.deps, { requestId: id, revision, fingerprint, voter, choice });
  }

  /** By Lee, and by Lin where it takes two. */
  async approved(): Promise<Request> {
    const asked = await this.asked();
    for (const voter of [LEE, LIN].slice(0, this.rule.quorum)) await this.approve(asked, voter);
    return (await this.view()).request;
  }

  /** Approved, and tried once. */
  async placed(): Promise<Request> {
    await this.approved();
    await place(this.deps);
    return (await this.view()).request;
  }

  /** Its answer was lost, and no port was found in the whole window; one that was `made` shows after two hours. */
  async undecided(made = false): Promise<Request> {
    if (made) this.aws.setVisibilityDelay(2 * HOUR);
    this.aws.fault('CreateInterconnect', { kind: 'reset', made });
    await this.placed();
    this.travel(WINDOW_MS);
    await reconcile(this.deps);
    return (await this.view()).request;
  }

  async view(): Promise<RequestView> {
    const view = await this.deps.store.read((at) => requestView(at, this.deps, this.id));
    if (!view) throw new Error('Nothing was asked for.');
    return view;
  }

  /** What its card says first. */
  async status(): Promise<string> {
    const view = await this.view();
    return statusText(view.request, contextOf(view));
  }

  async buttons(): Promise<string[]> {
    return cardButtons(await this.view()).map(({ text }) => text.text);
  }

  /** What its thread or the direct message was told, oldest first. */
  async lines(destination: Destination = 'channel'): Promise<Line[]> {
    const where = `request_id = '${this.id}' and destination = '${destination}'`;
    const rows = await this.database.sql(`select line from lines where ${where} order by seq`);
    return rows.map(({ line }) => JSON.parse(String(line)) as Line);
  }

  /** The same in words. */
  async said(destination?: Destination): Promise<string[]> {
    const { request } = await this.view();
    return (await this.lines(destination)).map((line) => plainLine(line, request));
  }

  /** What is in its trail. */
  async events(): Promise<string[]> {
    return (await this.deps.store.read((at) => at.audit.trail(this.id))).map(({ event }) => event);
  }

  calls(operation = 'CreateInterconnect'): number {
    return this.aws.calls(operation).length;
  }
}

/** A desk for each test of the surrounding `describe`. */
export function useDesk(engine: Engine = 'sqlite'): Desk {
  const desk = new Desk(useDatabase(engine));
  let outside: Outside;
  beforeEach(async () => {
    outside = await openOutside(desk);
    const { aws, deps } = outside;
    Object.assign(desk, {
      aws,
      deps,
      rule: RULE,
      groups: GROUPS,
      meanwhile: undefined,
      catalog: NOTHING_READ,
    });
  });
  afterEach(() => outside.close());
  return desk;
}
