import { expect, it } from 'vitest';
import { namedIn } from '../../../sandbox/control/journal/subjects.ts';

const card = (...values: string[]) => ({
  blocks: [
    { type: 'section', text: { text: 'A request of this name waits already: ic-0THER00000.' } },
    { type: 'context', elements: [{ text: 'ic-TH1S000000' }] },
    { type: 'actions', elements: values.map((value) => ({ type: 'button', value })) },
  ],
});

it('takes a card that mentions another request for that of its own buttons', () => {
  expect(namedIn(card('v1|ic-TH1S000000|1|', 'v2|ic-TH1S000000|1|details'))).toEqual({
    request: 'ic-TH1S000000',
  });
});

it('takes what names several requests for none of them', () => {
  expect(namedIn(card())).toEqual({});
  expect(namedIn(card('v1|ic-TH1S000000', 'v1|ic-0THER00000'))).toEqual({});
});
