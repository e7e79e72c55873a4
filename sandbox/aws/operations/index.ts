import type { Service } from '../request.ts';
import type { Operation } from '../state.ts';
import { createInterconnect } from './create-interconnect.ts';
import { deleteInterconnect } from './delete-interconnect.ts';
import { describeAffectedEntities } from './describe-affected-entities.ts';
import { describeCustomerMetadata } from './describe-customer-metadata.ts';
import { describeEventDetails } from './describe-event-details.ts';
import { describeEvents } from './describe-events.ts';
import { describeInterconnects } from './describe-interconnects.ts';
import { describeLags } from './describe-lags.ts';
import { describeLoa } from './describe-loa.ts';
import { describeLocations } from './describe-locations.ts';
import { lookupEvents } from './lookup-events.ts';
import { describeTags, tagResource } from './tags.ts';

/** Direct Connect's operations by AWS's names. */
const directconnect = new Map<string, Operation>([
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

/** Of AWS Health those that read an account's own events. */
const health = new Map<string, Operation>([
  ['DescribeAffectedEntities', describeAffectedEntities],
  ['DescribeEventDetails', describeEventDetails],
  ['DescribeEvents', describeEvents],
]);

/** Of CloudTrail the one that reads its event history. */
const cloudtrail = new Map<string, Operation>([['LookupEvents', lookupEvents]]);

/** The operations of each service by AWS's names. */
export const operations: Readonly<Record<Service, ReadonlyMap<string, Operation>>> = {
  directconnect,
  health,
  cloudtrail,
};
