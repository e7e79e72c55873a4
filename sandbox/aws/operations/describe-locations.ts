import type { Operation } from '../state.ts';

/** The locations of the caller's Region, always in one page. */
export const describeLocations: Operation = (state, { region }) => ({
  locations: state.locations.filter((site) => site.region === region),
});
