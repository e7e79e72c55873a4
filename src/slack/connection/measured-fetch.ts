import type { FetchFunction } from '@slack/web-api';
import type { Meter, SlackResult } from '../../interfaces/meter.ts';

/** How Slack begins what it answers when all is well. */
const OK = /^\s*\{\s*"ok"\s*:\s*true\b/;

/**
 * A fetch that counts each call to Slack once its answer was read, by the method that its address ends with. What is
 * posted to a click's own address has no answer but its status.
 */
export function measuredFetch(fetch: FetchFunction, meter: Pick<Meter, 'slackCall'>): FetchFunction {
  return async (address, init) => {
    const began = performance.now();
    const [, method] = /\/api\/([\w.]+)$/.exec(String(address)) ?? [];
    const note = (result: SlackResult) =>
      meter.slackCall(method ?? 'response_url', result, performance.now() - began);
    const answer = await fetch(address, init).catch((error: unknown) => {
      note('lost');
      throw error;
    });
    if (answer.status !== 200) note(answer.status === 429 ? 'limited' : 'failed');
    else if (method === undefined) note('ok');
    else {
      const read = answer.text.bind(answer);
      // Slack's client reads an answer once, as text.
      answer.text = () =>
        read().then(
          (text) => {
            note(OK.test(text) ? 'ok' : 'refused');
            return text;
          },
          (error: unknown) => {
            note('lost');
            throw error;
          },
        );
    }
    return answer;
  };
}
