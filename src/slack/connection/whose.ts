import type { Payload } from './payload.ts';

/** The workspace and the app that the bot's token belongs to; undefined where Slack didn't tell. */
export interface Home {
  teamId: string | undefined;
  appId: string | undefined;
  /** The organisation on Enterprise Grid, where a member's own team may be another workspace. */
  enterpriseId?: string | undefined;
}

/** `foreign`: for this app, but somebody of another workspace or organisation did it. */
export type Whose = 'ours' | 'other_app' | 'foreign';

/**
 * Whose a payload is. In Slack Connect and Enterprise Grid the payload's team may be ours while the person's is not:
 * `user.team_id` counts. A command names no team of its person's; who they are is for users.info to say.
 */
export function whose(payload: Payload, home: Home): Whose {
  const { api_app_id: appId } = payload.body;
  // Shortcuts name no app. Source: Slack's reference of their payload.
  const isUnnamed = payload.kind === 'shortcut' && appId === undefined;
  if (home.appId !== undefined && !isUnnamed && appId !== home.appId) return 'other_app';
  const { teamId } = home;
  return teamId === undefined || teamsOf(payload, home).every((team) => team === teamId) ? 'ours' : 'foreign';
}

/** The workspaces that a payload names and that all have to be ours. */
function teamsOf(payload: Payload, { enterpriseId }: Home): (string | null | undefined)[] {
  switch (payload.kind) {
    case 'command':
      return [payload.body.team_id];
    case 'event': {
      // The installation that gets it; `team_id` is where it happened, which may be another workspace.
      const [installation] = payload.body.authorizations ?? [];
      return [installation?.team_id ?? payload.body.team_id];
    }
    default: {
      const { team, user, view } = { view: undefined, ...payload.body };
      const installed = view?.app_installed_team_id ?? team?.id;
      const here = installed ?? user.team_id;
      // On Grid users.info tells who is a member, at each decision.
      return enterpriseId === undefined ? [here, user.team_id ?? installed] : [here];
    }
  }
}
