import type { Caller } from '../../../directconnect/probing/caller.ts';
import type { Customer } from '../../../directconnect/probing/customer.ts';
import type { Probe } from '../../../directconnect/probing/index.ts';
import type { Shown } from '../../../directconnect/probing/shown.ts';
import type { Checking } from '../checking.ts';
import { notChecked, ok, type Verdict, wrong } from '../finding.ts';
import { actionsVerdict, orderVerdict } from './rights.ts';

interface Given {
  region: string;
  caller: Caller;
  /** The account that the rules file names. */
  expected: string | undefined;
  /** A check's name, with the Region in it. */
  named: (name: string) => string;
}

/** What has to hold in each Region that the form offers. */
export async function checkRegion(
  { check, without, limitMs }: Checking,
  probe: Probe,
  { region, caller, expected, named }: Given,
): Promise<void> {
  const names = ['AWS partner', 'AWS may', 'AWS order', 'AWS tags', 'AWS LAGs'].map(named);
  const [partner = '', may = '', order = '', tags = '', lags = ''] = names;
  // Of another account everything would be right or wrong for nothing.
  if (expected !== undefined && expected !== caller.accountId) return without('AWS account', ...names);
  const customer = await check(partner, async () => {
    const found = await probe.customer(region);
    return { ...partnerVerdict(found, region), found };
  });
  await check(may, async () => actionsVerdict(await probe.actions(region, caller), { region, ...caller }));
  await check(order, async () => orderVerdict(await probe.simulate(region, caller), caller));
  // To whoever is none AWS lists nothing.
  if (customer?.kind === 'told' && !customer.isPartner) return without(partner, tags, lags);
  const list = async () => {
    const found = await probe.shown(region);
    return { ...tagsVerdict(found), found };
  };
  // Thousands of ports take fifty pages.
  const shown = await check(tags, list, 3 * limitMs);
  if (shown) await check(lags, () => lagsVerdict(shown));
  else without(tags, lags);
}

function partnerVerdict(customer: Customer, region: string): Verdict {
  const metadata = `aws directconnect describe-customer-metadata --region ${region}`;
  if (customer.kind === 'not_told')
    return notChecked(
      `DescribeCustomerMetadata was refused (${customer.code}), which the bot itself never needs.`,
      `As somebody who may: ${metadata}`,
      'Or give the role the rights of docs/iam-policy-doctor.json',
    );
  const { isPartner, partnerType, unsigned } = customer;
  if (!isPartner)
    return wrong(
      `the account is no Direct Connect Partner in ${region} (${partnerType || 'no word'}): AWS refuses orders there. Ask AWS, or take ${region} out of AWS_REGIONS.`,
      metadata,
    );
  if (unsigned.length > 0)
    return wrong(
      `not signed: ${unsigned.join(', ')}. Sign it in the Direct Connect console.`,
      metadata,
      `https://console.aws.amazon.com/directconnect/v2/home?region=${region}`,
    );
  return ok(`${partnerType}, and every agreement is signed.`);
}

/** Whether listings have tags is AWS's affair: where they don't, the bot asks DescribeTags. */
function tagsVerdict({ ports, tagged }: Shown): Verdict {
  if (ports === 0) return notChecked('there is no port yet to see it by.');
  if (tagged === 0)
    return ok(`no entry of ${ports} has tags: the bot asks DescribeTags for those that could be its own.`);
  return ok(`the listing shows them, on ${tagged} of ${ports} ports.`);
}

/** Where the listing of ports leaves LAGs' members out, the bot reads them with DescribeLags. */
function lagsVerdict({ members, membersListed }: Shown): Verdict {
  if (members.length === 0) return notChecked('there is no LAG with members to see it by.');
  if (membersListed === members.length)
    return ok(`all ${members.length} members are in the listing of ports too.`);
  return ok(
    `${membersListed} of ${members.length} members are in the listing of ports: the bot reads the others with DescribeLags.`,
  );
}
