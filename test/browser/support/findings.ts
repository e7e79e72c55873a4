import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Every rule that is not deprecated, those of best practice, of AAA and the experimental ones too. */
const RULES = axe.getRules().filter(({ tags }) => !tags.includes('deprecated'));

const OPTIONS: axe.RunOptions = {
  rules: Object.fromEntries(RULES.map(({ ruleId }) => [ruleId, { enabled: true }])),
  resultTypes: ['violations'],
};

/**
 * What axe finds of a page as it is shown now: a line for each place, with rule, selector and what is wrong. The page's
 * content security policy stays in force.
 */
export async function findings(page: Page): Promise<string[]> {
  const isThere = await page.evaluate<boolean>(`'axe' in window`);
  if (!isThere) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(OPTIONS)})`);
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id} (${impact}) ${target.join(' ')}: ${oneLine(failureSummary)}`,
    ),
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
