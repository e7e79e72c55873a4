import { type Button, SAID } from './buttons.ts';
import { NOW } from './happened.ts';
import { gotIt } from './oracle/alarms.ts';
import { form, remind, second, withdraw } from './oracle/asking.ts';
import { decision, loaAgain, loaWished, orderAgain, tryAgain } from './oracle/attending.ts';
import {
  type Click,
  type Expected,
  may,
  moved,
  NO_ENTITLEMENT,
  opened,
  personOf,
  said,
} from './oracle/click.ts';
import { ballot, takeBack, vote } from './oracle/deciding.ts';
import { PEOPLE } from './people.ts';
import { SENTENCES } from './sentences.ts';

/**
 * What a click has to come to, worked out from `permission` and `transition` alone: it shares nothing else with what
 * answers clicks, neither words nor order of steps.
 */
export function expected(click: Click): Expected {
  const once = answerTo(click);
  if (!click.circumstance.twice) return once;
  // What was shown is what was shown before.
  return answerTo({
    ...click,
    held: once.after,
    circumstance: { ...click.circumstance, shown: () => click.held.request },
  });
}

function answerTo(click: Click): Expected {
  const { button, circumstance, who, held } = click;
  const isForeign = PEOPLE[who].standing === 'foreign';
  if (isForeign && (button.kind === 'sent' || ASKING.includes(button.id)))
    return said(click, SENTENCES.cantAsk);
  if (circumstance.away) return said(click, SENTENCES.away);
  if (isForeign) return said(click, SENTENCES.foreign(held.request));
  switch (button.kind) {
    case 'button':
      return BY_BUTTON[button.id](click);
    case 'menu':
      return BY_VERB[button.id](click);
    case 'sent':
      return BY_FORM[button.id](click);
  }
}

/** What opens a form for another port. */
const ASKING: readonly string[] = ['request_again', 'order_second'];

type Answering = (click: Click) => Expected;
type Kind<K extends Button['kind']> = Extract<Button, { kind: K }>['id'];

const BY_BUTTON: Record<Kind<'button'>, Answering> = {
  approve: (click) => ballot(click, () => vote(click, 'approve', null)),
  reject: (click) => ballot(click, () => opened(click, 'Reject the request')),
  withdraw,
  remind,
  request_again: (click) => form(click, 'request_again'),
  edit: (click) => form(click, 'edit'),
  try_again: tryAgain,
  order_again: (click) => decision(click, 'order_again', () => orderAgain(click)),
  it_exists: (click) => decision(click, 'it_exists', () => opened(click, 'It exists')),
  give_up: (click) =>
    decision(click, 'give_up', () =>
      moved(click, { type: 'given_up', by: personOf(click), ...NO_ENTITLEMENT, at: NOW }),
    ),
  got_it: gotIt,
  loa_again: loaAgain,
  order_second: second,
};

const BY_VERB: Record<Kind<'menu'>, Answering> = {
  withdraw: (click) => (may(click, 'withdraw').kind === 'may' ? opened(click, 'Withdraw') : withdraw(click)),
  send_back: (click) => ballot(click, () => opened(click, 'Send back')),
  comment: (click) => ballot(click, () => opened(click, 'Approve the request')),
  take_back: takeBack,
  loa_again: loaAgain,
  details: (click) => opened(click, 'Details'),
};

const BY_FORM: Record<Kind<'sent'>, Answering> = {
  comment: (click) => ballot(click, () => vote(click, 'approve', SAID.approve)),
  reject: (click) => ballot(click, () => vote(click, 'reject', SAID.reject)),
  send_back: (click) =>
    ballot(click, () =>
      moved(click, { type: 'sent_back', by: personOf(click), reason: SAID.send_back, at: NOW }),
    ),
  withdraw,
  loa_again: loaWished,
};
