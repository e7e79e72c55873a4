import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawDashboard, nameOf, type Shown } from './dashboard/draw.ts';
import { evaluate } from './dashboard/evaluate.ts';
import { type Panel, panelsOf } from './dashboard/panels.ts';
import type { Scrape } from './dashboard/scrapes.ts';
import { soak } from './dashboard/soak.ts';
import { ROOT } from './imports.ts';

// Draws docs/dashboard.svg: the dashboard's own panels and queries, answered from what a real bot told its operators
// while people asked, decided and met faults for a minute. `npm run dashboard` draws it anew.

const SECONDS = 60;
const PICTURE = join(ROOT, 'docs/dashboard.svg');

const scrapes = await soak(SECONDS);
const all = panelsOf('deploy/grafana/interconnect-bot.json').map((panel) => shownBy(panel, scrapes));
const orders = evaluate('sum(interconnect_bot_decision_seconds_count)', scrapes)[0]?.value ?? 0;
writeFileSync(
  PICTURE,
  drawDashboard(
    'The dashboard, from one minute of a real bot',
    `The panels of deploy/grafana/interconnect-bot.json over ${scrapes.length} scrapes, a second apart: ${orders} requests were decided by people who met throttling, lost answers and a failing Slack.`,
    all,
  ),
);
console.log(`docs/dashboard.svg: ${scrapes.length} scrapes, ${orders} decisions`);

function shownBy(panel: Panel, scrapes: readonly Scrape[]): Shown {
  const lines = new Map<string, (number | undefined)[]>();
  for (const { expr, legendFormat } of panel.targets ?? []) {
    for (const [at] of scrapes.entries())
      for (const one of evaluate(expr, scrapes.slice(0, at + 1))) {
        const name = nameOf(legendFormat, one);
        const values = lines.get(name) ?? Array.from<number | undefined>({ length: scrapes.length });
        values[at] = one.value;
        lines.set(name, values);
      }
  }
  return { panel, lines };
}
