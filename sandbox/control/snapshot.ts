import type { Json, Person, StoredMessage, Workspace } from '../workspace/types.ts';
import { timeView } from './time-view.ts';
import { troubleView } from './trouble-view.ts';
import type { ControlOptions } from './types.ts';

/** Everything that one person has on screen, as the page draws it. */
export function snapshot(options: ControlOptions, as: string): Json {
  const { workspace, aws } = options;
  const person = workspace.as(as);
  const dm = person.dm();
  const alive = aws.interconnects.filter((port) => port.interconnectState !== 'deleted');
  return {
    as,
    sentence: options.sentence,
    steps: options.steps,
    people: options.people.map(({ id, role }) => ({ id, role, name: nameOf(workspace, id) })),
    names: namesOf(workspace),
    channel: { id: options.channel, name: workspace.channels.get(options.channel)?.name },
    messages: thread(person, options.channel),
    dm: dm === undefined ? undefined : { id: dm, messages: thread(person, dm) },
    modal: person.modal(),
    home: person.home(),
    features: workspace.features,
    counters: {
      ports: alive.length,
      createCalls: aws.calls('CreateInterconnect').length,
    },
    ports: alive.map(({ interconnectId, interconnectState }) => ({ interconnectId, interconnectState })),
    time: timeView(options),
    trouble: troubleView(options),
  };
}

/** A channel's messages, each with its thread. */
function thread(person: Person, channel: string): Json[] {
  return person.sees(channel).map((message) => ({
    ...plain(message),
    replies: person
      .sees(channel, message.ts)
      .filter((reply) => reply.ts !== message.ts)
      .map(plain),
  }));
}

/** A message without its files' bytes. */
function plain(message: StoredMessage): Json {
  return { ...message, files: message.files.map(({ id, name }) => ({ id, name })) };
}

function namesOf(workspace: Workspace): Json {
  return {
    users: Object.fromEntries([...workspace.users.keys()].map((id) => [id, nameOf(workspace, id)])),
    groups: Object.fromEntries([...workspace.groups.values()].map(({ id, handle }) => [id, handle])),
    channels: Object.fromEntries([...workspace.channels.values()].map(({ id, name }) => [id, name])),
  };
}

function nameOf(workspace: Workspace, id: string): string {
  const user = workspace.users.get(id);
  return user?.realName || user?.name || id;
}
