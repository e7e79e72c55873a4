import { str } from '../json.ts';
import { type Methods, method, SlackError } from './method.ts';

/** Who the token is, and what its team and bot are. */
export const authMethods: Methods = {
  'auth.test': method([], (state) => ({
    url: `${state.url}/`,
    team: state.teamDomain,
    user: state.users.get(state.botUserId)?.name,
    team_id: state.teamId,
    user_id: state.botUserId,
    bot_id: state.botId,
    ...(state.options.tellsApp ? { app_id: state.appId } : {}),
    ...(state.options.enterprise ? { enterprise_id: state.options.enterprise.id } : {}),
    is_enterprise_install: state.options.enterprise?.wholeInstall ?? false,
  })),

  'team.info': method(['team:read'], (state) => ({
    team: { id: state.teamId, name: state.teamDomain, domain: state.teamDomain, url: `${state.url}/` },
  })),

  'bots.info': method(['users:read'], (state, args) => {
    const id = str(args, 'bot');
    if (id !== undefined && id !== state.botId) throw new SlackError('bot_not_found');
    const name = state.users.get(state.botUserId)?.name;
    return { bot: { id: state.botId, app_id: state.appId, user_id: state.botUserId, name, deleted: false } };
  }),
};
