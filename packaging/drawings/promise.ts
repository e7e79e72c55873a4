import { dot, line, picture, rect, text } from '../../bench/plots/svg.ts';
import { arrow } from './arrow.ts';
import { type Act, film } from './film.ts';
import { LOOKS } from './looks.ts';
import { END, LINE, PORT, REQUEST, STATUS, TAG } from './story.ts';

const SECONDS = 12;
const [WIDTH, HEIGHT] = [840, 424];
/** Between the two sides: from where to where something goes. */
const [LEFT, RIGHT] = [462, 578];
const MIDDLE = (LEFT + RIGHT) / 2;
const BUTTON = { x: 48, y: 176 };

const STYLE = `
  .go { fill: #0a5bb5; stroke: none } .press { fill: #063a75; stroke: none } .on { fill: #ffffff }
  .pointer { fill: #1f2328; stroke: #ffffff } .caption { font-size: 18px; font-weight: 600 }
  .end { font-size: 24px; font-weight: 600 }
  @media (prefers-color-scheme: dark) { .pointer { fill: #f0f6fc; stroke: #0d1117 } }`;

/** A film of twelve seconds: a lead approves, AWS's answer is lost, and one approval is one port all the same. */
export function promise(): string {
  const { parts, style } = film(SECONDS, ACTS);
  return picture(WIDTH, HEIGHT, "A lead approves, and AWS's answer is lost", [...stage(), ...parts], {
    description: DESCRIPTION,
    style: `${LOOKS}${STYLE}${style}`,
  });
}

const DESCRIPTION = [
  `Slack on the left shows a card: ${STATUS.waiting}. A lead presses Approve: ${STATUS.placing}.`,
  `CreateInterconnect goes to AWS on the right, once; AWS makes ${PORT}, and its answer is lost on the way.`,
  `The card says: ${STATUS.unsettled}. The thread says: ${LINE.unknown} The port is looked for by its tag.`,
  `The thread says: ${LINE.adopted} The card says: ${STATUS.ordered}. In the end: ${END}.`,
].join(' ');

/** What stands there from begin to end. */
function stage(): string[] {
  return [
    rect(16, 44, 436, 306, 'box'),
    text(32, 69, '#interconnects', { look: 'strong' }),
    rect(32, 84, 404, 136, 'room'),
    text(48, 134, '10Gbps at Equinix DC2/DC11, Ashburn, VA'),
    text(48, 158, 'Second path for the Ashburn customers', { look: 'faint' }),
    rect(588, 44, 236, 306, 'box'),
    text(604, 69, 'AWS Direct Connect', { look: 'strong' }),
  ];
}

const status = (words: string, from: number, to?: number): Act => ({
  parts: [text(48, 110, words, { look: 'strong' })],
  from,
  ...(to === undefined ? {} : { to }),
});
const caption = (words: string, from: number, to: number): Act => ({
  parts: [text(WIDTH / 2, 394, words, { anchor: 'middle', look: 'caption' })],
  from,
  to,
});
const threadLine = (words: string, y: number) => text(54, y, words);
const [lost = '', exists = ''] = LINE.unknown.split(/(?<=\.) /);
const [found = '', notAgain = ''] = LINE.adopted.split(/(?<=:) /);
const label = (y: number, words: string, look: string) =>
  text(MIDDLE, y, words, { anchor: 'middle', look: `small ${look}` });
const span = RIGHT - LEFT;

const ACTS: readonly Act[] = [
  status(STATUS.waiting, 0, 1.8),
  status(STATUS.placing, 1.8, 4.4),
  status(STATUS.unsettled, 4.4, 8),
  status(STATUS.ordered, 8),
  {
    parts: [
      rect(BUTTON.x, BUTTON.y, 92, 32, 'go'),
      text(BUTTON.x + 46, BUTTON.y + 21, 'Approve', { anchor: 'middle', look: 'on' }),
      rect(BUTTON.x + 104, BUTTON.y, 74, 32, 'room'),
      text(BUTTON.x + 141, BUTTON.y + 21, 'Reject', { anchor: 'middle' }),
    ],
    from: 0,
    to: 1.8,
  },
  {
    parts: [
      rect(BUTTON.x, BUTTON.y, 92, 32, 'press'),
      text(BUTTON.x + 46, BUTTON.y + 21, 'Approve', { anchor: 'middle', look: 'on' }),
    ],
    from: 1.4,
    to: 1.8,
  },
  {
    parts: [text(48, 196, `Asked by Erin · Approved by Lee · ${REQUEST}`, { look: 'faint small' })],
    from: 1.8,
  },
  {
    parts: ['<path d="M0 0v18l4.5-4 3 7 3-1.300-3-6.700h6z" class="pointer"/>'],
    from: 0,
    to: 2.2,
    way: [
      { at: 0.4, x: 300, y: 320 },
      { at: 1.2, x: BUTTON.x + 60, y: BUTTON.y + 16 },
    ],
  },
  { parts: [label(136, 'CreateInterconnect', 'ours'), ...arrow(LEFT, 148, RIGHT, 148, 'ours')], from: 2.2 },
  {
    parts: [dot(LEFT, 148, 'ours')],
    from: 2.2,
    to: 3,
    way: [
      { at: 2.3, x: 0, y: 0 },
      { at: 3, x: span, y: 0 },
    ],
  },
  { parts: [text(604, 98, 'CreateInterconnect calls: 0', { look: 'faint' })], from: 0, to: 3 },
  { parts: [text(604, 98, 'CreateInterconnect calls: 1', { look: 'faint' })], from: 3 },
  {
    parts: [
      rect(604, 116, 204, 118, 'room'),
      text(620, 142, PORT, { look: 'strong' }),
      text(620, 164, 'requested'),
      text(620, 196, TAG, { look: 'faint small' }),
      text(620, 214, REQUEST, { look: 'faint small' }),
    ],
    from: 3,
  },
  {
    parts: [dot(RIGHT, 192, 'peer')],
    from: 3.4,
    to: 4,
    way: [
      { at: 3.5, x: 0, y: 0 },
      { at: 4, x: -span / 2, y: 0 },
    ],
  },
  {
    parts: [
      line(RIGHT, 192, MIDDLE, 192, 'peer dashed'),
      line(MIDDLE - 6, 186, MIDDLE + 6, 198, 'peer'),
      line(MIDDLE - 6, 198, MIDDLE + 6, 186, 'peer'),
      label(216, 'the answer is lost', 'peer'),
    ],
    from: 4,
  },
  {
    parts: [line(40, 238, 40, 282, 'grid'), threadLine(lost, 254), threadLine(exists, 273)],
    from: 4.6,
  },
  { parts: [label(252, 'whose tag is this?', 'third'), ...arrow(LEFT, 264, RIGHT, 264, 'third')], from: 5.6 },
  {
    parts: [dot(LEFT, 264, 'third')],
    from: 5.6,
    to: 6.4,
    way: [
      { at: 5.7, x: 0, y: 0 },
      { at: 6.4, x: span, y: 0 },
    ],
  },
  { parts: [rect(612, 180, 188, 44, 'open third')], from: 6.4 },
  { parts: [...arrow(RIGHT, 292, LEFT, 292, 'third'), label(314, PORT, 'third')], from: 6.9 },
  {
    parts: [dot(RIGHT, 292, 'third')],
    from: 6.9,
    to: 7.7,
    way: [
      { at: 7, x: 0, y: 0 },
      { at: 7.7, x: -span, y: 0 },
    ],
  },
  { parts: [line(40, 282, 40, 336, 'grid'), threadLine(found, 308), threadLine(notAgain, 327)], from: 8 },
  caption('A lead approves.', 0, 2.2),
  caption('The order leaves, once.', 2.2, 4),
  caption('Was a port made? Nobody knows.', 4, 5.6),
  caption('Nothing is sent again. The port is looked for.', 5.6, 8.6),
  { parts: [text(WIDTH / 2, 396, END, { anchor: 'middle', look: 'third end' })], from: 8.6 },
];
