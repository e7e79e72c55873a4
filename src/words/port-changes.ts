import type { PortChange } from '../domain/port/changes.ts';
import type { Words } from './said.ts';
import { ago } from './time.ts';

type Change<W extends PortChange['what']> = Extract<PortChange, { what: W }>;
/** What is the same kind of value before and after. */
type Valued = Exclude<PortChange, { what: 'macSecKey' | 'loaIssueTime' }>;

/** What is otherwise about a port: what it means, and what to do. */
export function changeWords(changes: readonly PortChange[]): Words[] {
  const sentences = changes.flatMap((one) => (one.what === 'loaIssueTime' ? [] : [sentence(one)]));
  const loa = changes.find((one) => one.what === 'loaIssueTime');
  return [...(sentences.length > 0 ? [sentences.join(' ')] : []), ...(loa ? loaWords(loa) : [])];
}

function sentence(change: Exclude<PortChange, Change<'loaIssueTime'>>): string {
  return change.what === 'macSecKey' ? key(change) : MEANING[change.what](change);
}

const now = (what: string, { from, to }: Valued) => `Its ${what} is ${to} now, was ${from}.`;

const DIVERSE = 'Check that it is still diverse from the ports that stand in for it.';

const MEANING: Record<Valued['what'], (change: Valued) => string> = {
  name: (change) => `${now('name', change)} Use the new one at AWS.`,
  bandwidth: (change) => `${now('bandwidth', change)} AWS changes no speed by itself: ask AWS support.`,
  location: (change) => `${now('location', change)} Compare it with the LOA-CFA.`,
  device: ({ from, to }) => `AWS moved it from device ${from} to ${to}. ${DIVERSE}`,
  logicalDevice: (change) => `${now('logical device', change)} ${DIVERSE}`,
  providerName: (change) => `${now('provider', change)} Ask them about the cross connect from here on.`,
  jumboFrames: ({ to }) =>
    to === 'yes'
      ? 'It takes jumbo frames now: virtual interfaces may use a larger MTU.'
      : 'It takes no jumbo frames any more: set the MTU of its virtual interfaces to 1500.',
  redundancy: (change) =>
    `${now('redundancy', change)} ${change.to === 'yes' ? 'Nothing has to be done.' : "Don't rely on it alone while AWS maintains its device."}`,
  macsecCapable: ({ to }) =>
    to === 'yes'
      ? 'It is capable of MACsec now: keys can be associated.'
      : 'It is not capable of MACsec any more: ask AWS support before relying on its encryption.',
  encryptionMode: (change) => `${now('encryption mode', change)} ${modeText(change.to)}`,
  portEncryptionStatus: (change) => encryption(change as Change<'portEncryptionStatus'>),
  lagId: ({ from, to }) => {
    if (to === null) return `It is in no LAG any more, was in ${from}. Check what else ran over that LAG.`;
    return from === null
      ? `It is in ${to} now: its virtual interfaces are the LAG's.`
      : `It is in ${to} now, was in ${from}. Check what runs over both LAGs.`;
  },
};

/** What passes in an encryption mode. Source: user guide, MACsec encryption modes. */
export function modeText(mode: string | null): string {
  switch (mode) {
    case 'must_encrypt':
      return 'Without encryption no traffic passes.';
    case 'should_encrypt':
      return 'Without encryption traffic passes all the same, in the clear.';
    case 'no_encrypt':
      return 'Nothing is encrypted.';
    default:
      return 'Look up at AWS what passes then.';
  }
}

function encryption({ to, after }: Change<'portEncryptionStatus'>): string {
  switch (to) {
    case 'Encryption Up':
      return after === undefined
        ? 'Its encryption is up.'
        : `Its encryption is up again, after ${ago(after)}.`;
    case 'Encryption Down':
      return 'Its encryption is down: compare the MACsec keys at both ends.';
    default:
      return `Its encryption is "${to}", as AWS has it.`;
  }
}

function key({ ckn, from, to }: Change<'macSecKey'>): string {
  if (from === null) return `The MACsec key ${ckn} was added: ${to}. Set the same at the other end.`;
  if (to === null) return `The MACsec key ${ckn} was removed. Check that another one is associated.`;
  return `The MACsec key ${ckn} is ${to} now, was ${from}.`;
}

function loaWords({ from, to }: Change<'loaIssueTime'>): Words[] {
  return [
    (when) => `The LOA-CFA was issued ${from === null ? '' : 'anew '}${when(to)}, and not by the bot.`,
    'Its 90 days count from then. See that the colocation desk has this one.',
  ];
}
