import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as directconnect from '@aws-sdk/client-direct-connect';
import * as health from '@aws-sdk/client-health';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { type Operation, operationsOf } from './schemas.ts';

/** The SDK's modules of the services that are embedded, by what IAM calls each. */
export const CLIENTS = { directconnect, health, cloudtrail, sts, iam } as const;

/** What AWS itself says of each service's operations. */
export const DESCRIBED: Readonly<Record<keyof typeof CLIENTS, ReadonlyMap<string, Operation>>> = {
  directconnect: operationsOf(directconnect),
  health: operationsOf(health),
  cloudtrail: operationsOf(cloudtrail),
  sts: operationsOf(sts),
  iam: operationsOf(iam),
};
