import { expect } from 'vitest';
import { findings } from './support/findings.ts';
import { approve, card, order } from './support/person.ts';
import { test } from './support/use-browser.ts';
import { useDemo } from './support/use-demo.ts';

// One order in a real browser, in every run of the tests where there is one; npm run test:browser sees the rest.

const { visit, world } = useDemo();

test('an engineer orders a port, a lead approves it, and it is made once', async () => {
  const [erin, lee] = [await visit('erin'), await visit('lee')];
  await order(erin);
  await approve(card(lee));
  await card(erin, 'Ordered').waitFor();
  await erin.getByRole('banner').getByText('1 approval').waitFor();
  expect(await erin.getByRole('banner').locator('summary').textContent()).toBe(
    '1 approval, 1 port, 0 doubles',
  );
  expect(world().aws.calls('CreateInterconnect')).toHaveLength(1);
  expect(await findings(lee)).toEqual([]);
}, 120_000);
