import { expect, test, vi } from 'vitest';
import { ANSWERS, ASKED } from './support/faults-answers.ts';
import { CLOCKS } from './support/faults-clocks.ts';
import { CREDENTIALS } from './support/faults-credentials.ts';
import type { Row } from './support/faults-endings.ts';
import { LOOKS } from './support/faults-looks.ts';
import { NAMES } from './support/faults-names.ts';
import { openScene } from './support/faults-scene.ts';
import { expectTruth } from './support/faults-truth.ts';

const ROWS: Row[] = [...ANSWERS, ...ASKED, ...NAMES, ...LOOKS, ...CREDENTIALS, ...CLOCKS];
const rows = process.env.ONCE === 'full' ? ROWS : ROWS.filter(({ quick }) => quick);

async function play({ env, wrap, fault, ends, calls, ports }: Row): Promise<void> {
  const scene = await openScene();
  try {
    await scene.ask(env, wrap && ((outside) => wrap(outside, scene)));
    fault(scene);
    await scene.approve();
    await ends(scene);
    await expectTruth(scene, { calls, ports });
    expect(scene.stage.slack.problems()).toEqual([]);
  } finally {
    await scene.close();
    vi.unstubAllEnvs();
  }
}

for (const row of rows) test(row.name, () => play(row));
