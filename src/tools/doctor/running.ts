import { hostname } from 'node:os';
import type { BotProcess } from '../../domain/bot-process.ts';
import { type Checking, createChecking } from './checking.ts';
import { notChecked, ok, type Verdict, wrong } from './finding.ts';
import type { Known } from './known.ts';
import type { Outside } from './outside.ts';

/** Whether the bot that runs here says that it can do its work. `running`: who runs on the store, if that is known. */
export async function checkRunning(
  known: Known,
  outside: Outside,
  running: readonly BotProcess[] | undefined,
): Promise<Checking> {
  const checking = createChecking(outside.limitMs);
  const set = known.values('OPERATOR_HOST', 'OPERATOR_PORT');
  if (!set) checking.without('OPERATOR_HOST and OPERATOR_PORT', 'Running bot');
  else await checking.check('Running bot', () => ask(set, running));
  return checking;
}

async function ask(
  { OPERATOR_HOST: host, OPERATOR_PORT: port }: { OPERATOR_HOST: string; OPERATOR_PORT: number },
  running: readonly BotProcess[] | undefined,
): Promise<Verdict> {
  if (port === 0) return notChecked('OPERATOR_PORT is 0: where the bot answers, only its log says.');
  const url = `http://${addressOf(host)}:${port}/readyz`;
  let answer: Response;
  try {
    answer = await fetch(url);
  } catch {
    const here = running?.filter((one) => one.host === hostname()) ?? [];
    if (here.length === 0)
      return notChecked(`none answers at ${url}, and none is known to run here.`, 'npm start');
    return wrong(
      `process ${here.map(({ pid }) => pid).join(', ')} runs here, and nothing answers at ${url}. Check OPERATOR_HOST and OPERATOR_PORT.`,
      `curl -s ${url}`,
    );
  }
  const body = (await answer.json().catch(() => ({}))) as { troubles?: string[] } & Record<string, unknown>;
  const { troubles = [] } = body;
  if (answer.status !== 200) {
    const parts = Object.keys(body).filter((part) => body[part] === false);
    return wrong(
      `${url} answers ${answer.status}: not ready (${[...parts, ...troubles].join('; ') || 'it says no more'}).`,
      `curl -s ${url}`,
    );
  }
  if (troubles.length > 0)
    return wrong(`it is ready, and says what to mend: ${troubles.join(' ')}`, `curl -s ${url}`);
  return ok(`${url} says that it is ready.`);
}

/** Where one asks what listens everywhere. */
function addressOf(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
