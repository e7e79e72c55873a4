import { isOpen } from '../../../../src/domain/rules/permission.ts';
import { NOW } from '../happened.ts';
import { deniedSentence, SENTENCES } from '../sentences.ts';
import { type Click, type Expected, may, open, personOf, said, uncheckedFor } from './click.ts';

/** Looks after what people were alarmed about; whoever was first stays. */
export function gotIt(click: Click): Expected {
  const { held } = click;
  if (!isOpen('got_it', held.request.state)) return said(click, SENTENCES.unknownAlarm);
  const unsure = uncheckedFor(click);
  if (unsure) return said(click, unsure);
  const allowed = may(click, 'got_it');
  if (allowed.kind === 'not_entitled') return said(click, SENTENCES.cantTake(allowed.rule));
  if (allowed.kind === 'no_member') return said(click, SENTENCES.noMember('take this over'));
  if (allowed.kind !== 'may') return said(click, deniedSentence(open(allowed)));
  if (held.got) return said(click, SENTENCES.gotAlready(held.got.at));
  return {
    answer: { kind: 'said', text: SENTENCES.got },
    after: { ...held, got: { by: personOf(click), at: NOW } },
  };
}
