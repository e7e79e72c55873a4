import { expect, test } from 'vitest';
import { blockIds, requestIdOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// Slack hands texts back escaped, and nobody knows whether it does the same to an option's value.

const { stage, firstCard } = useStage();

const PROVIDER = 'AT&T <Partners>';
const NAME = 'q&a <1>';

test.each([false, true])(
  'a provider with an ampersand is ordered as it is called (values escaped: %s)',
  async (escapes) => {
    const { aws, slack, cast } = stage;
    const site = aws.locations.find(({ locationCode }) => locationCode === 'EqDC2');
    site?.availableProviders.push(PROVIDER);
    slack.escapeValues(escapes);
    await stage.start();
    await aws.until('the catalog was read', () => aws.calls('DescribeLocations').length > 0, WAIT_MS);
    const until = (what: string, condition: () => boolean) => slack.until(what, condition, WAIT_MS);
    await cast.erin.slash('/interconnect', '', stage.lobby);
    await until('the form', () => cast.erin.modal() !== undefined);
    const shows = (id: string) => () => blockIds(cast.erin).some((one) => one.startsWith(id));
    await cast.erin.choose('location', 'EqDC2', 'EqDC2');
    await until('the bandwidths', shows('bandwidth:EqDC2'));
    await cast.erin.choose('provider', PROVIDER, 'AT&T');
    await cast.erin.choose('bandwidth', '10Gbps');
    await until('the LAGs', shows('lag:EqDC2:10Gbps'));
    await cast.erin.type('name', NAME);
    await cast.erin.type('reason', 'R&D');
    await cast.erin.submit();
    const card = await firstCard();
    const asked = await stage.store().transaction((tx) => tx.requests.read(requestIdOf(card)));
    expect(asked).toMatchObject({ reason: 'R&D', order: { providerName: PROVIDER, interconnectName: NAME } });
    const click = await cast.lee.press(card, 'Approve');
    expect(click).toMatchObject({ acked: true });
    await aws.until('the port', () => aws.interconnects.length > 0, WAIT_MS);
    expect(aws.interconnects[0]).toMatchObject({ providerName: PROVIDER, interconnectName: NAME });
  },
);
