import type { AwsCall } from '../aws/types.ts';
import type { Workspace } from '../workspace/types.ts';
import { conversationsOf } from './conversations.ts';
import { invariantOf } from './invariant.ts';
import { peopleOf } from './people.ts';
import { portStrips } from './port-strips.ts';
import type { Room } from './route.ts';
import { timeView } from './time-view.ts';
import { troubleView } from './trouble-view.ts';
import type { View } from './view.ts';

/** Everything that one person, by a user's ID, has on screen, and the state of all that can be worked. */
export function viewOf({ options, dare }: Pick<Room, 'options' | 'dare'>, as: string): View {
  const { workspace, aws } = options;
  const person = workspace.as(as);
  const { commands, shortcuts, homeTab, messagesTab } = workspace.features;
  return {
    version: 1,
    as,
    sentence: options.sentence,
    steps: options.steps,
    people: peopleOf(options),
    names: namesOf(workspace),
    groups: [...workspace.groups.values()].filter(({ users }) => users.includes(as)).map(({ id }) => id),
    app: { name: workspace.nameOf(workspace.botUserId), userId: workspace.botUserId },
    commands,
    shortcuts,
    homeTab,
    messagesTab,
    conversations: conversationsOf(workspace, person),
    main: options.channel,
    modal: person.modal(),
    home: person.home(),
    invariant: invariantOf(options),
    ports: portStrips(aws),
    awsCalls: counted(aws.calls()),
    time: timeView(options),
    trouble: troubleView(options),
    dare: dare.view(),
    bots: options.bots?.view(),
  };
}

function namesOf({ users, groups, channels, nameOf }: Workspace): View['names'] {
  return {
    users: Object.fromEntries([...users.keys()].map((id) => [id, nameOf(id)])),
    groups: Object.fromEntries([...groups.values()].map(({ id, handle }) => [id, handle])),
    channels: Object.fromEntries([...channels.values()].map(({ id, name }) => [id, name])),
  };
}

function counted(calls: readonly AwsCall[]): View['awsCalls'] {
  const times = new Map<string, number>();
  for (const { operation } of calls) times.set(operation, (times.get(operation) ?? 0) + 1);
  return [...times]
    .map(([operation, count]) => ({ operation, times: count }))
    .toSorted((one, other) => other.times - one.times);
}
