import type { App } from '@slack/bolt';
import type { SlackDeps } from '../deps.ts';
import { unknownList, unknownTo } from '../unknown.ts';
import { FORM_LISTS, formList } from './form-lists.ts';

/** The lists that the form's menus load as people type. */
export function registerOptions(app: App, deps: SlackDeps): void {
  app.options('location', formList(deps, FORM_LISTS.location));
  app.options('lag', formList(deps, FORM_LISTS.lag));
  app.options('provider', formList(deps, FORM_LISTS.provider));
  app.options(unknownTo(Object.keys(FORM_LISTS)), unknownList);
}
