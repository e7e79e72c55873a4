import { App, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Stage } from '../../../support/stage.ts';

/** Bolt in Socket Mode in this process, and what it has logged. */
export interface PlainBolt {
  app: App;
  logged: string[];
}

/** Starts Bolt as its documentation shows it, with these listeners. */
export async function startPlain({ slack }: Stage, listen: (app: App) => void): Promise<PlainBolt> {
  const { botToken: token, appToken, apiUrl: slackApiUrl } = slack;
  const { logger, logged } = recordingLogger();
  const clientOptions = { slackApiUrl };
  const receiver = new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions } });
  const app = new App({ token, receiver, logger, clientOptions: { slackApiUrl }, deferInitialization: true });
  listen(app);
  await app.init();
  await app.start();
  return { app, logged };
}

export function recordingLogger(): { logger: Logger; logged: string[] } {
  const logged: string[] = [];
  const log = (...parts: unknown[]) => {
    logged.push(parts.join(' '));
  };
  const nothing = () => undefined;
  const logger: Logger = {
    debug: nothing,
    info: log,
    warn: log,
    error: log,
    setLevel: nothing,
    getLevel: () => LogLevel.INFO,
    setName: nothing,
  };
  return { logger, logged };
}
