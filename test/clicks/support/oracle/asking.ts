import { isOpen } from '../../../../src/domain/rules/permission.ts';
import { NOW } from '../happened.ts';
import { PEOPLE } from '../people.ts';
import { SENTENCES } from '../sentences.ts';
import { type Click, type Expected, expire, may, moved, opened, personOf, said, tooLate } from './click.ts';

const HOUR = 3_600_000;

/** Takes a request back. */
export function withdraw(click: Click): Expected {
  const { kind } = may(click, 'withdraw');
  if (kind === 'not_requester')
    return said(click, SENTENCES.onlyRequester(click.held.request, 'withdraw this'));
  return kind === 'may' ? moved(click, { type: 'withdrawn', by: personOf(click), at: NOW }) : tooLate(click);
}

/** Has people reminded, once an hour. */
export function remind(click: Click): Expected {
  const { held } = click;
  const { kind } = may(click, 'remind');
  if (kind === 'expired') return expire(click);
  if (kind === 'not_requester')
    return said(click, SENTENCES.onlyRequester(held.request, 'have people reminded'));
  if (kind !== 'may') return tooLate(click);
  const { nudgedAt } = held.request;
  if (nudgedAt !== null) return said(click, SENTENCES.remindedAlready(nudgedAt, nudgedAt + HOUR));
  const reminded = { ...held, request: { ...held.request, nudgedAt: NOW } };
  return { answer: { kind: 'said', text: SENTENCES.reminded(NOW + HOUR) }, after: reminded };
}

/** Request again opens the form for everybody who may ask, and for its requester where it was sent back. */
export function form(click: Click, pressed: 'edit' | 'request_again'): Expected {
  if (PEOPLE[click.who].standing === 'guest') return said(click, SENTENCES.cantAsk);
  const { request } = click.held;
  const isBack = isOpen('edit', request.state);
  const verb = isBack ? 'edit' : pressed;
  if (!isOpen(verb, request.state)) return said(click, SENTENCES.tooLate(request.state, undefined));
  return isBack && personOf(click).id !== request.requester.id
    ? said(click, SENTENCES.onlyRequester(request, 'change this'))
    : opened(click, 'Order an interconnect');
}

/** Order a second one opens the form for everybody who may ask, as long as there is a port. */
export function second(click: Click): Expected {
  if (PEOPLE[click.who].standing === 'guest') return said(click, SENTENCES.cantAsk);
  const { state } = click.held.request;
  return isOpen('order_second', state)
    ? opened(click, 'Order an interconnect')
    : said(click, SENTENCES.tooLate(state, undefined));
}
