/** What the thread says of a good order, in this order, and how long it takes until then; `dxcon-...` stands for the port. */
export const EXPECTED: readonly { line: string; when: string }[] = [
  {
    line: "dxcon-... is requested. AWS may take 72 hours and may write to the account's root address.",
    when: 'within seconds of the last approval',
  },
  {
    line: 'dxcon-... is pending: the LOA-CFA can be fetched.',
    when: 'within 72 hours; the letter follows as a PDF',
  },
  {
    line: 'dxcon-... is down: waiting for the cross connect and light.',
    when: 'until the site has connected it by that letter',
  },
  { line: 'dxcon-... is available', when: 'when it carries light' },
];
