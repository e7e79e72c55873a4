import { html } from 'htm/preact/standalone';
import { view } from '../live.ts';
import { shared, useShared } from './shared.ts';
import { moment, span } from './when.ts';

/** What time was when it was last told, and what this machine's clock said then. */
let told = { now: Date.now(), pace: 1, at: Date.now() };
const seconds = shared(0);

view.on(() => {
  const time = view.get()?.time;
  if (time) told = { now: time.now, pace: time.pace, at: Date.now() };
});
setInterval(() => seconds.set(seconds.get() + 1), 1000);

/** The time of Slack, AWS and bot; whoever asks is drawn anew each second. */
export function useNow(): number {
  useShared(seconds);
  return told.now + (Date.now() - told.at) * told.pace;
}

/** `in 31 s`, and `any moment` once that is over. */
export function In({ at }: { at: number }) {
  const left = at - useNow();
  return html`<span>${left < 500 ? 'any moment' : `in ${span(left)}`}</span>`;
}

/** `for 31 s`. */
export function For({ since }: { since: number }) {
  return html`<span>for ${span(useNow() - since)}</span>`;
}

/** A time of today, or a day with it. */
export function At({ at }: { at: number }) {
  return html`<time datetime=${new Date(at).toISOString()}>${moment(at, useNow())}</time>`;
}
