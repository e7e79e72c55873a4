/** The city in a location's name, `Ashburn` in `Equinix DC2/DC11, Ashburn, VA`; the whole name where it names none. */
export function cityOf(locationName: string): string {
  const parts = locationName
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  // Building, city, and mostly a state or country: AWS's names have no other form.
  return (parts.length > 2 ? parts.at(-2) : parts.at(-1)) ?? locationName;
}
