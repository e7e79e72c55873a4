import type { Env } from '../../settings/env.ts';
import { rulesJsonSchema } from '../../settings/json-schema.ts';
import { readRulesAlone } from '../../settings/rules.ts';
import { rulesPath } from '../../settings/rules-file.ts';
import type { Answer } from '../answer.ts';
import { couldNot } from '../could-not.ts';
import { UsageError } from '../usage.ts';
import { withStore } from '../with-store.ts';
import { readCases } from './cases.ts';
import { checked } from './check.ts';
import { type Asked, HELP, readCommandLine } from './command-line.ts';
import { differing } from './diff.ts';
import { explained } from './explain.ts';
import { explainedRequest } from './explain-request.ts';
import { tried } from './try-cases.ts';

/** `npm run rules`: the rules file, offline. Asks neither Slack nor AWS, and only reads the store. */
export async function runRules(args: string[], env: Env): Promise<Answer> {
  try {
    const asked = readCommandLine(args);
    switch (asked.command) {
      case 'help':
        return { code: 0, text: HELP };
      case 'schema':
        return { code: 0, text: JSON.stringify(rulesJsonSchema(), undefined, 2) };
      case 'check':
        return checked(env);
      case 'explain':
        return explained(readRulesAlone(env), asked.order);
      case 'explain request':
        return await requestExplained(asked, env);
      case 'diff':
        return await compared(asked, env);
      case 'test':
        return tried(readRulesAlone(env), readCases(asked.file, rulesPath(env)));
    }
  } catch (error) {
    if (error instanceof UsageError) return { code: 2, text: `${error.message}\n\n${HELP}` };
    return couldNot(error);
  }
}

async function requestExplained(
  { requestId, groups }: Extract<Asked, { command: 'explain request' }>,
  env: Env,
): Promise<Answer> {
  const set = readRulesAlone(env);
  const { request, at } = await withStore(env, (store) =>
    store.read(async (tx) => ({ request: await tx.requests.read(requestId), at: tx.now })),
  );
  return request
    ? explainedRequest(set, { request, at }, groups)
    : { code: 2, text: `There is no request ${requestId} in this store.` };
}

async function compared({ before, after }: Extract<Asked, { command: 'diff' }>, env: Env): Promise<Answer> {
  const rulesOf = (path: string) => readRulesAlone({ ...env, INTERCONNECT_BOT_CONFIG: path });
  const [old, changed] = [rulesOf(before), rulesOf(after)];
  const requests = await withStore(env, (store) => store.read((at) => at.requests.allOpen()));
  return differing(requests, old, changed);
}
