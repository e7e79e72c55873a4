import type { AllMiddlewareArgs, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import type { RegionCatalog } from '../../../domain/catalog/catalog.ts';
import { lagOptions, locationOptions, providerOptions } from '../../blocks/form-options.ts';
import { type Carried, readCarried } from '../../blocks/form-state.ts';
import type { SlackDeps } from '../deps.ts';
import { notKnownList } from '../unknown.ts';

type List = (catalog: RegionCatalog, carried: Carried, query: string) => PlainTextOption[];

/** The type-ahead lists of the form, by action_id. All from memory. */
export const FORM_LISTS: Record<'location' | 'lag' | 'provider', List> = {
  location: (catalog, _carried, query) => locationOptions(catalog, query),
  lag: lagOptions,
  provider: (catalog, { location }, query) => providerOptions(catalog, location, query),
};

export function formList(deps: SlackDeps, list: List) {
  return async ({
    ack,
    options,
  }: SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs): Promise<void> => {
    const carried = readCarried(options.view?.private_metadata);
    if (!carried) return ack(notKnownList());
    await ack({ options: list(deps.catalog.of(deps.where(carried.region)), carried, options.value ?? '') });
  };
}
