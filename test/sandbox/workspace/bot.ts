import { App, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../../sandbox/workspace/index.ts';

/** A running workspace with a real Bolt app on it, and two people in one channel. */
export interface Stage {
  workspace: Workspace;
  app: App;
  client: WebClient;
  erin: string;
  lee: string;
  channel: string;
}

/** A client with the bot's token that never retries unless told to. */
export function webClient(workspace: Workspace, token = workspace.botToken, retries = 0): WebClient {
  return new WebClient(token, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries, minTimeout: 1 },
    logLevel: LogLevel.ERROR,
  });
}

/** Starts a workspace and fills it with people. */
export async function populate(options?: WorkspaceOptions) {
  const workspace = await startWorkspace(options);
  const channel = workspace.addChannel({ name: 'network-approvals' }).id;
  const erin = workspace.addUser({ name: 'erin', realName: 'Erin' }).id;
  const lee = workspace.addUser({ name: 'lee', realName: 'Lee' }).id;
  return { workspace, channel, erin, lee, client: webClient(workspace) };
}

/** Connects a Bolt app in Socket Mode. */
export async function socketStage(listen: (app: App) => void, options?: WorkspaceOptions): Promise<Stage> {
  const people = await populate(options);
  const app = new App({
    socketMode: true,
    appToken: people.workspace.appToken,
    token: people.workspace.botToken,
    clientOptions: { slackApiUrl: people.workspace.apiUrl, retryConfig: { retries: 0 } },
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
  });
  listen(app);
  await app.init();
  await app.start();
  return { ...people, app };
}

/** Serves a Bolt app over HTTP on a free port and points the workspace at it. */
export async function httpStage(listen: (app: App) => void, options?: WorkspaceOptions): Promise<Stage> {
  const people = await populate(options);
  const app = new App({
    signingSecret: people.workspace.signingSecret,
    token: people.workspace.botToken,
    clientOptions: { slackApiUrl: people.workspace.apiUrl, retryConfig: { retries: 0 } },
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
  });
  listen(app);
  await app.init();
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = 'address' in server ? server.address() : null;
  if (address === null || typeof address === 'string') throw new Error('the app does not listen on TCP');
  people.workspace.setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
  return { ...people, app };
}

/** Ends what a stage started. */
export async function strike(stage: Stage): Promise<void> {
  await stage.app.stop();
  await stage.workspace.close();
}
