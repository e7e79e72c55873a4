/** What somebody wrote down of the own end at a location; what isn't known is left out. */
export interface Site {
  /** Where the colocation provider takes orders. */
  desk?: string | undefined;
  cage?: string | undefined;
  patchPanel?: string | undefined;
  /** By bandwidth, in AWS's words: `10Gbps`. */
  optics?: Readonly<Record<string, string>> | undefined;
}

/** By location code. */
export type Sites = Readonly<Record<string, Site>>;

/** What is known of the first of these codes that anything is known of: AWS may answer a location by another code. */
export function siteAt(sites: Sites | undefined, codes: readonly string[]): Site | undefined {
  if (!sites) return undefined;
  const known = codes.find((code) => Object.hasOwn(sites, code));
  return known === undefined ? undefined : sites[known];
}
