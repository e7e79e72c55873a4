import { LISTS, listRequests } from '../../../actions/showing/list.ts';
import { looking } from '../../../actions/showing/looking.ts';
import { listPorts } from '../../../actions/showing/ports.ts';
import { showRequest } from '../../../actions/showing/show.ts';
import { whyFor } from '../../../actions/showing/why.ts';
import { listWords, portWords } from '../../../words/listing.ts';
import { notShownText } from '../../../words/looking.ts';
import { notFoundText, showWords } from '../../../words/showing.ts';
import { whyWords } from '../../../words/why.ts';
import { listMessage, paragraphsMessage } from '../../blocks/looking.ts';
import { type SlackDeps, viewing } from '../deps.ts';
import { answered } from './answered.ts';
import type { Run } from './command.ts';

const PAGE_MOST = 1_000;

/** `list [mine|waiting|all] [PAGE]`. */
export function listCommand(deps: SlackDeps): Run {
  return answered(deps, async (who, rest) => {
    const [name = 'mine', number = '1'] = /^\d+$/.test(rest[0] ?? '') ? ['mine', rest[0]] : rest;
    const which = LISTS.find((one) => one === name.toLowerCase());
    const page = pageOf(number);
    if (!which) return LIST_HOW;
    if (page === undefined) return PAGE_HOW;
    const list = await looking(deps, who, (at) => listRequests(at, viewing(deps), { which, who, page }));
    return list.kind === 'list' ? listMessage(listWords(list), deps.linkTo) : notShownText(list);
  });
}

/** `ports [PAGE]`. */
export function portsCommand(deps: SlackDeps): Run {
  return answered(deps, async (who, [first = '1']) => {
    const page = pageOf(first);
    if (page === undefined) return PAGE_HOW;
    const ports = await looking(deps, who, (at) => listPorts(at, deps.home.known, page));
    return ports.kind === 'ports' ? listMessage(portWords(ports), deps.linkTo) : notShownText(ports);
  });
}

/** `show ID`. */
export function showCommand(deps: SlackDeps): Run {
  return answered(deps, async (who, [id]) => {
    if (!id) return 'Say which: /interconnect show ID, a request (ic-...) or a port (dxcon-...).';
    const shown = await looking(deps, who, (at) => showRequest(at, viewing(deps), id));
    if (shown.kind === 'not_found') return notFoundText(shown);
    return shown.kind === 'shown'
      ? paragraphsMessage(showWords(shown), shown.card, deps.linkTo)
      : notShownText(shown);
  });
}

/** `why ID`. */
export function whyCommand(deps: SlackDeps): Run {
  return answered(deps, async (who, [id]) => {
    if (!id) return 'Say which: /interconnect why ID, a request (ic-...) or a port (dxcon-...).';
    const why = await whyFor({ ...viewing(deps), store: deps.store }, { id, who });
    if (why.kind === 'not_found') return notFoundText(why);
    return why.kind === 'why' ? paragraphsMessage(whyWords(why), undefined, deps.linkTo) : notShownText(why);
  });
}

const LIST_HOW = `Say which: /interconnect list ${LISTS.join(', ')} (yours, those that wait for you, all that are open).`;
const PAGE_HOW = `A page is a number from 1 to ${PAGE_MOST}.`;

function pageOf(typed: string): number | undefined {
  const page = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  return page >= 1 && page <= PAGE_MOST ? page - 1 : undefined;
}
