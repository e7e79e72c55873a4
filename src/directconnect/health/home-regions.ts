/**
 * Where AWS Health answers for all Regions of a partition: the first, and its stand-in where there is one. Sources: AWS
 * Health user guide, "Accessing the AWS Health API"; AWS General Reference, AWS Health endpoints.
 */
const HOME_REGIONS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  aws: ['us-east-1', 'us-east-2'],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
  'aws-cn': ['cn-northwest-1'],
};

/** The Regions in which Health is asked, in this order; in a partition that isn't known, the bot's own. */
export function homeRegionsOf(partition: string, botRegion: string): readonly [string, ...string[]] {
  return HOME_REGIONS[partition] ?? [botRegion];
}
