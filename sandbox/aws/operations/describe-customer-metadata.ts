import { isPartner, type Operation } from '../state.ts';

/** Whether the account is a Direct Connect Partner, and what it signed. */
export const describeCustomerMetadata: Operation = (state, { region }) => ({
  agreements: [{ agreementName: 'AWS Direct Connect Partner Agreement', status: 'signed' }],
  nniPartnerType: isPartner(state, region) ? 'v2' : 'nonPartner',
});
