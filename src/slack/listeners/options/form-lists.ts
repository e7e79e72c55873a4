import type { AllMiddlewareArgs, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { accountMeant } from '../../../domain/account.ts';
import type { RegionCatalog } from '../../../domain/catalog/catalog.ts';
import { lagOptions, locationOptions, type OptionList, providerOptions } from '../../blocks/form-options.ts';
import { type Carried, readCarried } from '../../blocks/form-state.ts';
import type { SlackDeps } from '../deps.ts';
import { catalogFor } from '../opening-form.ts';
import { notKnownList } from '../unknown.ts';

interface Asked {
  /** Of the Region that the form has. */
  catalog: RegionCatalog;
  /** Of the others that its account has. */
  others: RegionCatalog[];
  carried: Carried;
  query: string;
}
type List = (asked: Asked) => OptionList;

/** The type-ahead lists of the form, by action_id. All from memory. */
export const FORM_LISTS: Record<'location' | 'lag' | 'provider', List> = {
  location: ({ catalog, query, others }) => ({ options: locationOptions(catalog, query, others) }),
  lag: ({ catalog, carried, query }) => lagOptions(catalog, carried, query),
  provider: ({ catalog, carried, query }) => ({ options: providerOptions(catalog, carried.location, query) }),
};

export function formList(deps: SlackDeps, list: List) {
  return async ({
    ack,
    options,
  }: SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs): Promise<void> => {
    const carried = readCarried(options.view?.private_metadata);
    if (!carried) return ack(notKnownList());
    const { accountId, region } = carried;
    const others = (accountMeant(deps.accounts, accountId)?.regions ?? [])
      .filter((one) => one !== region)
      .map((one) => catalogFor(deps, { accountId, region: one }));
    const catalog = catalogFor(deps, { accountId, region });
    await ack(list({ catalog, others, carried, query: options.value ?? '' }));
  };
}
