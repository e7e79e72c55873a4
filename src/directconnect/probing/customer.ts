import { DescribeCustomerMetadataCommand, type DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { trouble } from '../calls/failure.ts';

/** What an account is to Direct Connect in a Region. */
export type Customer =
  | { kind: 'told'; isPartner: boolean; partnerType: string; unsigned: string[] }
  | { kind: 'not_told'; code: string; message: string };

/** Reads whether the account is a partner, and which agreements it has not signed. Source: DescribeCustomerMetadata. */
export async function readCustomer(client: DirectConnectClient): Promise<Customer> {
  try {
    const { agreements = [], nniPartnerType = '' } = await client.send(
      new DescribeCustomerMetadataCommand({}),
    );
    return {
      kind: 'told',
      isPartner: nniPartnerType !== 'nonPartner' && nniPartnerType !== '',
      partnerType: nniPartnerType,
      unsigned: agreements
        .filter(({ status }) => status !== 'signed')
        .map(({ agreementName = 'an agreement' }) => agreementName),
    };
  } catch (error) {
    const { code, message } = trouble(error);
    return { kind: 'not_told', code, message };
  }
}
