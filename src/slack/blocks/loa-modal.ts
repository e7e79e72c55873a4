import type { ModalView } from '@slack/types';
import type { MayGetLoa } from '../../actions/loa/get-loa-again.ts';
import { loaEndsAt } from '../../domain/port/deadlines.ts';
import type { LettersSeen } from '../../domain/port/loa.ts';
import { clip } from '../../domain/text.ts';
import { RE_DATES } from '../../words/loa.ts';
import { aboutWhich } from '../../words/spoken.ts';
import { plain, plainSection } from './blocks.ts';
import { isCount } from './button-value.ts';
import { line, richText, time, words } from './rich-text.ts';

export const LOA_CALLBACK = 'loa_again';
/** More than any ID has. */
const ID_MAX = 100;

/** A port, and the letters that there are of it. */
interface ShownLoa extends Pick<MayGetLoa, 'request' | 'letters'> {
  port: Pick<MayGetLoa['port'], 'interconnectId'>;
}

/** Says what fetching the LOA-CFA does to the one that there is, and asks to confirm; bound to what it shows. */
export function loaModal({ request, port, letters }: ShownLoa): ModalView {
  const { issuedAt, fetched } = letters;
  const { interconnectId } = port;
  const standing =
    issuedAt === null
      ? [words(`No LOA-CFA of ${clip(interconnectId, ID_MAX)} is known here.`)]
      : [
          words(`The LOA-CFA of ${clip(interconnectId, ID_MAX)} was issued `),
          time(issuedAt),
          words(' and is valid until '),
          time(loaEndsAt(issuedAt)),
          words('.'),
        ];
  return {
    type: 'modal',
    callback_id: LOA_CALLBACK,
    title: plain('Get the LOA again', 24),
    submit: plain('Get it', 24),
    close: plain('Go back', 24),
    private_metadata: [request.id, fetched, issuedAt ?? ''].join('|'),
    blocks: [plainSection(aboutWhich(request)), richText([line(...standing)]), plainSection(RE_DATES)],
  };
}

/** What that modal was bound to; undefined for what this version didn't write. */
export function readLoaModal(metadata: string): { requestId: string; seen: LettersSeen } | undefined {
  const [requestId, fetched, issuedAt = ''] = metadata.split('|');
  if (!requestId || !isCount(fetched) || !/^\d{0,15}$/.test(issuedAt)) return undefined;
  return {
    requestId,
    seen: { fetched: Number(fetched), issuedAt: issuedAt === '' ? null : Number(issuedAt) },
  };
}
