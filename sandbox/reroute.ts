/**
 * Sends what a process would send to Slack's Web API to the address in SLACK_API_URL instead:
 * `node --import ./sandbox/reroute.ts app.js`, for an app whose code names no address.
 */
const SLACK = 'https://slack.com/api/';
const here = process.env.SLACK_API_URL;
if (here === undefined) throw new Error('SLACK_API_URL is not set: where is the embedded Slack?');

const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (!url.startsWith(SLACK)) return fetch(input, init);
  const rerouted = new URL(url.slice(SLACK.length), here);
  return fetch(input instanceof Request ? new Request(rerouted, input) : rerouted, init);
};
