import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import { ACCESS_KEY_ID, SECRET_ACCESS_KEY } from './callers.ts';
import type { Calls } from './calls.ts';
import type { AwsFaults } from './faults.ts';
import { type Announced, newHealthEvent } from './health.ts';
import type { Landings } from './landings.ts';
import { advance, hasten, hold, nextOf, plan, release, settle, statesOf } from './life.ts';
import type { State } from './state.ts';
import { endSessionsOf } from './sts.ts';
import { recordCall } from './trail.ts';
import type {
  AwsCall,
  AwsCredentials,
  AwsFault,
  AwsRole,
  AwsTrouble,
  AwsWeather,
  EmbeddedAws,
  Exchange,
  Happening,
  HealthEvent,
  Lifecycle,
  Shown,
  StoredInterconnect,
  StoredLag,
  StoredLocation,
  TrailEvent,
} from './types.ts';

const PATIENCE_MS = 20_000;

/** What tests and the demo hold in their hands of the running server. */
export class Controls implements EmbeddedAws {
  readonly url: string;
  readonly accountId: string;
  readonly accessKeyId = ACCESS_KEY_ID;
  readonly secretAccessKey = SECRET_ACCESS_KEY;
  readonly clock: Clock;
  readonly #server: Server;
  readonly #state: State;
  readonly #calls: Calls;
  readonly #faults: AwsFaults;
  readonly #landings: Landings;

  constructor(server: Server, state: State, calls: Calls, faults: AwsFaults, landings: Landings) {
    const { port } = server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
    this.accountId = state.accountId;
    this.clock = state.clock;
    this.#server = server;
    this.#state = state;
    this.#calls = calls;
    this.#faults = faults;
    this.#landings = landings;
  }

  get locations(): StoredLocation[] {
    return this.#state.locations;
  }

  set locations(locations: StoredLocation[]) {
    this.#state.locations = locations;
  }

  get lags(): StoredLag[] {
    return this.#state.lags;
  }

  set lags(lags: StoredLag[]) {
    this.#state.lags = lags;
  }

  get interconnects(): StoredInterconnect[] {
    advance(this.#state);
    return this.#state.interconnects;
  }

  set interconnects(interconnects: StoredInterconnect[]) {
    this.#state.interconnects = interconnects;
  }

  get lifecycle(): Lifecycle {
    return this.#state.lifecycle;
  }

  set lifecycle(lifecycle: Lifecycle) {
    this.#state.lifecycle = lifecycle;
  }

  addCredentials(credentials: AwsCredentials): void {
    this.#state.keys.set(credentials.accessKeyId, credentials);
  }

  setRole(role: AwsRole): void {
    this.#state.roles.set(role.roleArn, role);
  }

  removeRole(roleArn: string): void {
    this.#state.roles.delete(roleArn);
  }

  endSessions(roleArn: string): void {
    endSessionsOf(this.#state, roleArn);
  }

  setPartnerRegions(regions: string[] | undefined): void {
    this.#state.partnerRegions = regions;
  }

  calls(operation?: string): AwsCall[] {
    return this.#calls.list(operation);
  }

  fault(operation: string, fault: AwsFault, times = 1): () => void {
    return this.#faults.add(operation, fault, times);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  weather(weather: AwsWeather | undefined): void {
    this.#faults.weather = weather;
  }

  trouble(): AwsTrouble {
    const { weather, waiting } = this.#faults;
    return { weather, waiting };
  }

  struck(): Record<string, number> {
    return this.#faults.struck();
  }

  setNewPorts(members: Partial<StoredInterconnect>): void {
    this.#state.newPorts = members;
  }

  setLagMembers(shown: Shown): void {
    this.#state.lagMembers = shown;
  }

  setVisibilityDelay(ms: number): void {
    this.#state.visibilityDelay = ms;
  }

  setClockOffset(ms: number | undefined): void {
    this.#state.clockOffset = ms;
  }

  setListingOffset(ms: number): void {
    this.#state.listingOffset = ms;
  }

  land(): string[] {
    return this.#landings.land(this.#state);
  }

  live(interconnectId: string, life: readonly Happening[]): void {
    plan(this.#port(interconnectId), life);
  }

  next(): { at: number; port: StoredInterconnect } | undefined {
    return nextOf(this.#state);
  }

  setState(interconnectId: string, state: string): void {
    settle(this.#state, this.#port(interconnectId), state);
  }

  history(interconnectId: string): { state: string; at: number }[] {
    return statesOf(this.#state, this.#port(interconnectId));
  }

  hold(interconnectId: string): void {
    hold(this.#state, this.#port(interconnectId));
  }

  release(interconnectId: string): void {
    release(this.#state, this.#port(interconnectId));
  }

  hasten(interconnectId: string): void {
    hasten(this.#state, this.#port(interconnectId));
  }

  get healthEvents(): HealthEvent[] {
    return this.#state.healthEvents;
  }

  set healthEvents(events: HealthEvent[]) {
    this.#state.healthEvents = events;
  }

  announce(event: Announced): HealthEvent {
    const whole = newHealthEvent(this.#state, event);
    this.#state.healthEvents.push(whole);
    return whole;
  }

  setSupportPlan(has: boolean): void {
    this.#state.supportPlan = has;
  }

  setEntityPage(size: number): void {
    this.#state.entityPage = size;
  }

  get trail(): TrailEvent[] {
    return this.#state.trail;
  }

  set trail(events: TrailEvent[]) {
    this.#state.trail = events;
  }

  setTrailDelay(ms: number): void {
    this.#state.trailDelay = ms;
  }

  deleteAs(interconnectId: string, userIdentity: Record<string, unknown>): void {
    this.setState(interconnectId, 'deleted');
    recordCall(
      this.#state,
      this.#port(interconnectId),
      'DeleteInterconnect',
      { interconnectId },
      userIdentity,
    );
  }

  on(listener: (call: AwsCall) => void): () => void {
    return this.#calls.on(listener);
  }

  onExchange(listener: (exchange: Exchange) => void): () => void {
    return this.#calls.exchanges.on(listener);
  }

  until<T>(what: string, condition: () => T | undefined | false, ms = PATIENCE_MS): Promise<T> {
    return this.#calls.until(what, condition, ms);
  }

  #port(interconnectId: string): StoredInterconnect {
    const port = this.interconnects.find((candidate) => candidate.interconnectId === interconnectId);
    if (!port) throw new Error(`No interconnect ${interconnectId} at the embedded AWS.`);
    return port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}
