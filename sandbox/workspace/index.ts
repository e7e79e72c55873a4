import { Deliverer } from './delivery/deliver.ts';
import { postSigned } from './delivery/http.ts';
import { Sockets } from './delivery/sockets.ts';
import { find, inPlace, post, remove } from './messages.ts';
import { people } from './people.ts';
import { happened } from './person/events.ts';
import { deletedEvent, revokedEvent } from './person/payloads.ts';
import { personOf } from './person/person.ts';
import { listen } from './server.ts';
import { State } from './state.ts';
import type { Workspace, WorkspaceOptions } from './types.ts';

export type * from './types.ts';

/** Starts an embedded Slack workspace on 127.0.0.1; it answers once it listens. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const state = new State(options);
  const sockets = new Sockets(state);
  const deliverer = new Deliverer(state, sockets);
  const desk = { state, deliverer };
  const server = await listen(state, sockets, options.port ?? 0);
  return {
    url: state.url,
    apiUrl: `${state.url}/api/`,
    botToken: state.botToken,
    appToken: state.appToken,
    signingSecret: state.signingSecret,
    botUserId: state.botUserId,
    features: state.features,
    teamId: state.teamId,
    appId: state.appId,
    users: state.users,
    channels: state.channels,
    groups: state.groups,
    nameOf: (id) => state.nameOf(id),
    ...people(state),
    setRequestUrl: (url) => {
      deliverer.requestUrl = url;
    },
    sockets: () => sockets.count,
    socketTickets: () => sockets.welcomes,
    dropSockets: () => sockets.drop(),
    refreshSockets: (reason = 'refresh_requested') => sockets.refresh(reason),
    refuseSockets: (times) => {
      sockets.refusals = times;
    },
    muteSockets: (as = 'gone') => sockets.mute(as),
    endGhosts: () => sockets.endGhosts(),
    sendFrame: (text) => sockets.frame(text),
    acked: (envelopeId) => sockets.acked(envelopeId),
    deliverTwice: (times = 1) => {
      deliverer.duplicates = times;
    },
    send: async (payload, forgery) => {
      if (deliverer.requestUrl === undefined) throw new Error('no request URL is set');
      const { status, body } = await postSigned(deliverer.requestUrl, payload, state.signingSecret, forgery);
      return { status, body };
    },
    revokeToken: (token) => {
      state.revoked.add(token);
      if (token === state.botToken) happened(desk, revokedEvent(state));
    },
    uninstall: () => {
      for (const token of [state.botToken, state.appToken]) state.revoked.add(token);
      happened(desk, { type: 'app_uninstalled', event_ts: state.nextTs() });
    },
    setScopes: (scopes) => {
      state.scopes = scopes;
    },
    deleteMessage: (channel, ts, { told = true } = {}) => {
      const message = find(state, channel, ts);
      if (message === undefined) throw new Error(`no message ${ts} in ${channel}`);
      remove(state, message);
      if (told) happened(desk, deletedEvent(state, message));
    },
    answerForTombstones: (word) => {
      state.tombstoneWord = word;
    },
    escapeValues: (escapes) => {
      state.escapesValues = escapes;
    },
    plant: (message) => post(state, { ...message, user: state.nextId('U') }),
    archive: (id, archived = true) => {
      const channel = state.channels.get(id);
      if (channel === undefined) throw new Error(`no channel ${id}`);
      channel.isArchived = archived;
    },
    as: (userId) => personOf(desk, userId),
    messages: (channel, threadTs) =>
      state.messages.filter((one) => one.ephemeralTo === undefined && inPlace(one, channel, threadTs)),
    file: (id) => state.files.get(id),
    problems: () => [...state.problems],
    calls: (method) => state.calls.filter((one) => method === undefined || one.method === method),
    fault: (method, fault, times = 1) => state.faults.add(method, fault, times),
    clearFaults: () => state.faults.clear(),
    weather: (weather) => {
      state.faults.weather = weather;
    },
    trouble: () => {
      const { weather, waiting } = state.faults;
      return { weather, waiting, twice: deliverer.duplicates, revoked: [...state.revoked] };
    },
    struck: () => state.faults.struck(),
    on: (listener) => state.events.on(listener),
    onTraffic: (listener) => state.traffic.on(listener),
    until: (what, condition, ms = 20_000) => state.events.until(what, condition, ms),
    close: () => {
      sockets.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
