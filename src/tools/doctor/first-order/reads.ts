import { processName } from '../../../actions/operating/process-name.ts';
import { processesNow } from '../../../actions/placing/hold.ts';
import { within } from '../../../directconnect/calls/within.ts';
import { createDirectConnect } from '../../../directconnect/index.ts';
import type { Lag, Location } from '../../../domain/catalog/catalog.ts';
import { openReadOnly } from '../../../store/open-read-only.ts';
import { accountsOf, type OneAccount } from '../accounts.ts';
import { said } from '../checking.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';

/** What an account's Region offers and has, or why that is not known; `label` where there are several accounts. */
export type RegionRead = { label: string | undefined; region: string } & (
  | { kind: 'read'; locations: Location[]; lags: Lag[] | undefined; ports: number | undefined }
  | { kind: 'not read'; why: string }
);

/** Reads each Region that the form offers, of each account; undefined where the settings don't say which. */
export async function readRegions(
  known: Known,
  { monotonic, limitMs }: Outside,
): Promise<RegionRead[] | undefined> {
  const set = known.values('AWS_REGION', 'AWS_REGIONS');
  if (!set) return undefined;
  const all = accountsOf(known, set.AWS_REGIONS ?? [set.AWS_REGION]);
  const aws = createDirectConnect(set.AWS_REGION, monotonic, {
    accounts: all.flatMap(({ access }) => access ?? []),
    proxyEnv: known.env,
  });
  const read = async ({ access, label }: OneAccount, region: string): Promise<RegionRead> => {
    const where = { accountId: access?.id ?? null, region };
    try {
      const [offer, listed] = await within(
        limitMs,
        `Reading ${region}`,
        Promise.all([aws.offer(where), aws.interconnects(where)]),
      );
      const ports = listed.kind === 'listed' ? listed.interconnects.length : undefined;
      return { kind: 'read', label, region, ...offer, ports };
    } catch (error) {
      return { kind: 'not read', label, region, why: said(error) };
    }
  };
  return Promise.all(all.flatMap((account) => account.regions.map((region) => read(account, region))));
}

/** What holds orders up now: sentences; empty where nothing does. */
export async function readSwitches(known: Known, { limitMs }: Outside): Promise<string[]> {
  const set = known.values('FREEZE', 'DRY_RUN', 'DATABASE_URL', 'DATABASE_TLS');
  if (!set) return ['FREEZE, DRY_RUN or DATABASE_URL is wrong: what holds orders up is not known.'];
  const { DATABASE_URL: url, DATABASE_TLS: tls } = set;
  const own = [
    ...(set.FREEZE ? ['FREEZE=true stands in the settings: nothing is placed until it is taken out.'] : []),
    ...(set.DRY_RUN ? ['DRY_RUN=true stands in the settings: requests end as rehearsed.'] : []),
  ];
  const stored = async () => {
    const store = await openReadOnly({ url, tls });
    try {
      return await store.read(async (at) => {
        const [freeze, running] = await Promise.all([at.freeze.read(), processesNow(at)]);
        return [
          ...(freeze
            ? [
                `${freeze.by.name} has frozen ordering: "${freeze.reason}". It ends with /interconnect unfreeze.`,
              ]
            : []),
          ...running
            .filter((one) => one.frozen)
            .map((one) => `${processName(one)} runs with FREEZE: nothing is placed.`),
          ...running.filter((one) => one.dryRun).map((one) => `${processName(one)} runs with DRY_RUN.`),
        ];
      });
    } finally {
      await store.close();
    }
  };
  return [...own, ...(await within(limitMs, 'The store', stored()).catch(() => []))];
}
