import type { ViewStateValue } from '@slack/bolt';
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Chosen } from '../../actions/following/follow-many.ts';
import type { AllThere, Found } from '../../actions/following/unfollowed.ts';
import { allThereWords, foundWords, othersText } from '../../words/following-all.ts';
import { LIMIT, plain, plainSection } from './blocks.ts';
import { notice } from './modals.ts';

export const FOLLOW_ALL_CALLBACK = 'follow_all';
export const FOLLOW_ALL_TITLE = 'Follow ports';
/** Where the first ports stand, and what is wrong with a choice. */
export const FIRST_PORTS = 'ports:0';

/** A group of checkboxes holds ten. */
const GROUP = 10;
/** So many ports are shown; all others are one choice. */
const SHOWN_MOST = 100;
/** What a modal carries along holds 3,000 characters. */
const CARRIED_MOST = 2_900;
const OTHERS = 'others';
/** AWS's form of an ID; nothing else becomes the value of a choice. */
const ID = /^dxcon-[a-z0-9]{1,40}$/;

/** All ports that nobody follows here, to choose from: those that bear a request's tag first, and none of them chosen. */
export function followAllModal(all: AllThere): ModalView {
  const free = all.ports.filter(
    ({ there, standing }) => standing.kind === 'free' && ID.test(there.seen.interconnectId),
  );
  const words = allThereWords(all).map((sentence) => plainSection(sentence));
  if (free.length === 0) return { ...notice(FOLLOW_ALL_TITLE, ''), blocks: words };
  const sorted = [...free.filter(isTagged), ...free.filter((found) => !isTagged(found))];
  const shown = carriable(sorted.slice(0, SHOWN_MOST));
  const others = sorted.slice(shown.length).filter((found) => !isTagged(found)).length;
  return {
    type: 'modal',
    callback_id: FOLLOW_ALL_CALLBACK,
    title: plain(FOLLOW_ALL_TITLE, 24),
    submit: plain('Follow them', 24),
    close: plain('Cancel', 24),
    private_metadata: shown.map(idOf).join(),
    blocks: [...words, ...groups(shown), ...(others > 0 ? [othersBlock(others)] : [])],
  };
}

/** What was chosen; `metadata` is what the modal carried along. */
export function readFollowAll(
  values: Record<string, Record<string, ViewStateValue>>,
  metadata: string,
): Chosen {
  const picked = Object.values(values).flatMap((block) =>
    Object.values(block).flatMap(({ selected_options }) =>
      (selected_options ?? []).map(({ value }) => value),
    ),
  );
  return {
    ids: picked.filter((value) => ID.test(value)),
    others: picked.includes(OTHERS),
    shown: metadata.split(',').filter((id) => ID.test(id)),
  };
}

function groups(shown: readonly Found[]): KnownBlock[] {
  return Array.from({ length: Math.ceil(shown.length / GROUP) }, (_, index) => {
    const some = shown.slice(index * GROUP, (index + 1) * GROUP);
    const label = `Ports ${index * GROUP + 1} to ${index * GROUP + some.length}`;
    const chosen = some.filter((found) => !isTagged(found)).map(toOption);
    return checkboxes(`ports:${index}`, label, some.map(toOption), chosen);
  });
}

function othersBlock(count: number): InputBlock {
  const option = { text: plain(othersText(count), LIMIT.optionText), value: OTHERS };
  return checkboxes(OTHERS, 'There are more than can be shown', [option], []);
}

function checkboxes(
  block_id: string,
  label: string,
  options: PlainTextOption[],
  chosen: PlainTextOption[],
): InputBlock {
  return {
    type: 'input',
    block_id,
    label: plain(label, 200),
    optional: true,
    element: {
      type: 'checkboxes',
      action_id: 'follow',
      options,
      ...(chosen.length > 0 ? { initial_options: chosen } : {}),
    },
  };
}

function toOption(found: Found): PlainTextOption {
  const { text, description } = foundWords(found);
  return {
    text: plain(text, LIMIT.optionText),
    description: plain(description, LIMIT.optionText),
    value: idOf(found),
  };
}

function idOf({ there }: Found): string {
  return there.seen.interconnectId;
}

function isTagged({ standing }: Found): boolean {
  return standing.kind === 'free' && standing.tag !== undefined;
}

/** As many of them as the modal can carry along. */
function carriable(found: readonly Found[]): Found[] {
  let length = 0;
  return found.filter((one) => {
    length += idOf(one).length + 1;
    return length <= CARRIED_MOST;
  });
}
