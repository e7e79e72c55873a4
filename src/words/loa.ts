import type { NoLoa } from '../actions/loa/get-loa-again.ts';
import { loaEndsAt } from '../domain/port/deadlines.ts';
import type { LoaFailure } from '../domain/port/loa.ts';
import type { Line } from '../domain/request/line.ts';
import { isDenial } from '../domain/request/outcome.ts';
import type { Request } from '../domain/request/request.ts';
import { approverNames } from '../domain/rules/policy.ts';
import { decisionAnswer, NO_MEMBERS } from './answers.ts';
import type { Words } from './said.ts';
import { utc } from './time.ts';
import { begun } from './waiting.ts';

/** That the LOA-CFA is there, who has had it fetched, and until when it is good. */
export function loaWords(line: Extract<Line, { kind: 'loa' }>, request: Request): Words[] {
  const { interconnectId, by, issuedAt, direct } = line;
  const where = direct ? "is ready, in its card's thread" : 'is here';
  const who = by ? `${by.name} has had it fetched.` : 'The bot has fetched it.';
  return [
    begun(line, request, `The LOA-CFA of ${interconnectId} ${where}. ${who}`),
    (when) => `Issued ${when(issuedAt)}; valid until ${when(loaEndsAt(issuedAt))}, its day 90.`,
    ...(direct ? [] : [{ small: `SHA-256: ${line.sha256} · ${line.bytes} bytes` }]),
    {
      next: `Next: send the PDF and the cross-connect order to the colocation provider${by ? ', and to whoever has an older one' : ''}.`,
    },
  ];
}

/** That there is none yet, why, and when AWS is asked again. */
export function loaRefusedWords(line: Extract<Line, { kind: 'loa_refused' }>): Words[] {
  const { interconnectId, how, code, message, askAt } = line;
  return [
    whyNot(how, interconnectId, `"${message}" (${code})`),
    (when) => `It is asked again ${when(askAt)}, and for a day at most.`,
    ...(isDenial(code)
      ? [{ next: "Next: give the bot's role directconnect:DescribeLoa, as in docs/iam-policy.json." }]
      : []),
  ];
}

/** That it isn't asked for any more, why, and how to get it all the same. */
export function loaGivenUpWords(line: Extract<Line, { kind: 'loa_given_up' }>, request: Request): Words[] {
  const { interconnectId, region, how, code, message } = line;
  const why =
    how === 'unusable'
      ? `AWS's LOA-CFA of ${interconnectId} is of no use: ${message}.`
      : `The LOA-CFA of ${interconnectId} is not asked for any more, after a day. ${whyNot(how, interconnectId, `"${message}" (${code})`)}`;
  return [
    begun(line, request, why),
    {
      next: `Next: Get the LOA again, once that is mended. Or by hand: aws directconnect describe-loa --region ${region} --connection-id ${interconnectId} --output text --query loaContent | base64 --decode > loa.pdf`,
    },
  ];
}

function whyNot(how: LoaFailure, interconnectId: string, why: string): string {
  switch (how) {
    case 'refused':
      return `AWS gave no LOA-CFA of ${interconnectId}: ${why}.`;
    case 'lost':
      return `AWS's answer with the LOA-CFA of ${interconnectId} was lost: ${why}.`;
    case 'not_asked':
      return `AWS could not be asked for the LOA-CFA of ${interconnectId}: ${why}.`;
  }
}

/** What fetching a LOA-CFA does. */
export const RE_DATES =
  'AWS dates the LOA-CFA anew each time it is fetched: a new day 90 begins. Whoever has the one before should get the new one.';

/** The private answer to somebody who wants the LOA-CFA fetched. */
export function loaAnswer(answer: NoLoa | { kind: 'wished' }): string {
  switch (answer.kind) {
    case 'wished':
      return 'The LOA is being fetched. It comes into the thread of the card.';
    case 'under_way':
      return 'The LOA is being fetched already. Your click changed nothing.';
    case 'fetched_since': {
      const { by, at } = answer;
      const who = by === 'outside' ? 'outside of the bot' : by === null ? 'by the bot' : `by ${by.name}`;
      return `It was fetched again ${who}${at === null ? '' : ` at ${utc(at)}`}; your click changed nothing.`;
    }
    case 'no_letter':
      return answer.state === undefined
        ? 'There is no port whose LOA could be fetched. Your click changed nothing.'
        : `AWS gives no LOA for a port that is ${answer.state}. Your click changed nothing.`;
    case 'not_entitled':
      return `You can't get the LOA: it takes whoever asked or ${approverNames(answer.rule)}.`;
    case 'no_member':
      return `You can't get the LOA: ${NO_MEMBERS}`;
    default:
      return decisionAnswer(answer);
  }
}
