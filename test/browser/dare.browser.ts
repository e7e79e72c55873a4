import { expect } from 'vitest';
import { ASHBURN, approve, card, order } from './support/person.ts';
import { test } from './support/use-browser.ts';
import { useDemo } from './support/use-demo.ts';

// Each way to make the bot order twice, as a visitor tries it: armed, done as the card says, and settled.

const { visit } = useDemo('file');

/** The bot looks 20 seconds for a port before it asks people, and a killed bot's order is looked for as long. */
const SETTLED_MS = 120_000;

const ONE_PORT = /, 1 port: |, 1 port\.$/;

test.each([
  [
    'Answer lost, port made',
    /^1 approval, 1 call, 1 port: found by its tag and taken over, not ordered again\.$/,
  ],
  ['Answer lost, no port', /^1 approval, 1 call, no port: .*asked people\.$/],
  ['Kill it in the call', ONE_PORT],
  ['Click twice', /^1 approval, delivered twice: 1 call, 1 port\.$/],
  ['Two leads at once', /^2 leads at once: 1 approval, 1 call, 1 port\.$/],
  ['AWS is busy', ONE_PORT],
  ['Archive the channel', ONE_PORT],
  ['Delete the card', /^1 approval, 1 call, 1 port: the card was posted anew\.$/],
  ['Slack is away', ONE_PORT],
])('%s: the bot orders once at most, and says what it made of it', async (title, verdict) => {
  const [erin, lee] = [await visit('erin'), await visit('lee')];
  const scenario = lee.getByRole('listitem').filter({ has: lee.getByRole('heading', { name: title }) });
  await scenario.getByRole('button', { name: `Try it: ${title}` }).click();
  await scenario.getByText('Now:').waitFor();
  const name = `dare ${title.replace(/\W+/g, '-').toLowerCase()}`;
  await order(erin, { ...ASHBURN, name });
  await approve(card(lee, name));
  await scenario.getByRole('button', { name: 'Again' }).waitFor({ timeout: SETTLED_MS });
  expect(await scenario.locator('.verdict').textContent()).toMatch(verdict);
  expect(await lee.getByRole('banner').locator('summary').textContent()).toMatch(/ 0 doubles$/);
});
