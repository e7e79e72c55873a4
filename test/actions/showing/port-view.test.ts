import { expect, test } from 'vitest';
import { showRequest } from '../../../src/actions/showing/show.ts';
import { useDesk } from '../support/desk.ts';

const desk = useDesk();

test('a request is shown with its port as soon as it has one', async () => {
  await desk.approved();
  expect((await desk.view()).port).toBeUndefined();
});

test('the port stands on its card, and in what is shown of it', async () => {
  const { state } = await desk.placed();
  const { port } = await desk.view();
  expect(state).toMatchObject({ status: 'ordered', interconnectId: port?.interconnectId });
  expect(port?.state).toBe('requested');
  const shown = await desk.deps.store.read((at) => showRequest(at, desk.deps, desk.id));
  expect(shown).toMatchObject({ kind: 'shown', port });
});
