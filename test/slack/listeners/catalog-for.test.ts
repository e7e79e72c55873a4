import { expect, test } from 'vitest';
import { form } from '../../../src/slack/blocks/form.ts';
import { locationOptions } from '../../../src/slack/blocks/form-options.ts';
import { filledForm, readCarried } from '../../../src/slack/blocks/form-state.ts';
import { catalogFor } from '../../../src/slack/listeners/opening-form.ts';
import { AT, catalog, onlyAccount, order } from '../../domain/support.ts';

const deps = {
  catalog: {
    of: ({ region }: { region: string }) =>
      catalog({ region, readAt: region === 'us-east-1' ? AT : undefined }),
  },
  accounts: onlyAccount(['us-east-1']),
};

test('a Region that was offered once is not waited for: form and list say to choose another', () => {
  const before = {
    accountId: null,
    order: order({ region: 'eu-west-1' }),
    reason: 'x',
    beneficiary: null,
    edits: undefined,
  };
  const known = catalogFor(deps, { accountId: undefined, region: 'eu-west-1' });
  const view = form(filledForm(before), known, { ...deps, accountId: undefined, now: AT });
  const words = 'This Region is not offered here any more: choose another.';
  expect(JSON.stringify(view.blocks)).toContain(`eu-west-1: ${words}`);
  expect(JSON.stringify(view.blocks)).not.toContain('AWS has not told yet');
  expect(locationOptions(known, '').map(({ text }) => text.text)).toEqual([words]);
  expect(catalogFor(deps, { accountId: undefined, region: 'us-east-1' }).refusal).toBeUndefined();
});

test('a form that offers no choice of accounts carries none along: it is for the one there is', () => {
  const before = {
    accountId: '210987654321',
    order: order({ region: 'us-east-1' }),
    reason: 'x',
    beneficiary: null,
    edits: undefined,
  };
  const known = catalogFor(deps, { accountId: undefined, region: 'us-east-1' });
  const view = form(filledForm(before), known, { ...deps, accountId: undefined, now: AT });
  expect(readCarried(view.private_metadata)).toMatchObject({ region: 'us-east-1' });
  expect(view.private_metadata).not.toContain(before.accountId);
});
