import type { Operation } from '../state.ts';
import { createInterconnect } from './create-interconnect.ts';
import { deleteInterconnect } from './delete-interconnect.ts';
import { describeCustomerMetadata } from './describe-customer-metadata.ts';
import { describeInterconnects } from './describe-interconnects.ts';
import { describeLags } from './describe-lags.ts';
import { describeLoa } from './describe-loa.ts';
import { describeLocations } from './describe-locations.ts';
import { describeTags, tagResource } from './tags.ts';

/** Direct Connect's operations by AWS's names. */
export const operations = new Map<string, Operation>([
  ['CreateInterconnect', createInterconnect],
  ['DeleteInterconnect', deleteInterconnect],
  ['DescribeCustomerMetadata', describeCustomerMetadata],
  ['DescribeInterconnects', describeInterconnects],
  ['DescribeLags', describeLags],
  ['DescribeLoa', describeLoa],
  ['DescribeLocations', describeLocations],
  ['DescribeTags', describeTags],
  ['TagResource', tagResource],
]);
