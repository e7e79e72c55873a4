import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shown } from '../../../src/domain/text.ts';
import { clipped, escaped, plainSection, weigh } from '../../../src/slack/blocks/blocks.ts';
import { BUDGET, cuttable, type Part, weight, withinBudget } from '../../../src/slack/blocks/budget.ts';
import { message } from '../../../src/slack/blocks/message.ts';
import { word } from './support.ts';

const kind = fc.constantFrom('tags', 'warning', 'reason', 'status');
const section = word.map((text) => plainSection(text));
const soft = fc.tuple(kind, section).map(([as, one]) => cuttable(as, one));
const parts: fc.Arbitrary<Part[]> = fc.array(fc.oneof(section, soft), { maxLength: 12 });
const textOf = (block: KnownBlock | undefined) =>
  block?.type === 'section' ? (block.text?.text ?? '') : undefined;
const sectionOf = (part: Part) => ('section' in part ? part.section : part);

describe('the blocks of one message, whatever they hold', () => {
  test('weigh no more than the budget, if what may give way is enough', () => {
    fc.assert(
      fc.property(fc.array(soft, { maxLength: 50 }), (given) => {
        expect(weight(withinBudget(given))).toBeLessThanOrEqual(BUDGET);
      }),
    );
  });

  test('stay as they are where they fit, in their order and number always', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const all = given.map(sectionOf);
        const drawn = withinBudget(given);
        expect(drawn).toHaveLength(all.length);
        if (weight(all) <= BUDGET) expect(drawn).toEqual(all);
        given.forEach((part, index) => {
          const [before = '', after = ''] = [textOf(all[index]), textOf(drawn[index])];
          if (!('section' in part)) expect(after).toBe(before);
          else if (after !== before) expect(before.startsWith(after.slice(0, -1))).toBe(true);
        });
      }),
    );
  });

  test('give way in order: a reason is cut only where no tag is left to cut', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const drawn = withinBudget(given);
        const cut = (as: string) =>
          given.some(
            (part, index) =>
              'section' in part && part.as === as && textOf(drawn[index]) !== part.section.text.text,
          );
        const left = (as: string) =>
          given.some(
            (part, index) => 'section' in part && part.as === as && weigh(textOf(drawn[index]) ?? '') > 40,
          );
        const order = ['tags', 'warning', 'reason', 'status'];
        order.forEach((as, rank) => {
          if (cut(as)) for (const before of order.slice(0, rank)) expect(left(before)).toBe(false);
        });
      }),
    );
  });

  test('of what gives way something stays to be seen', () => {
    const hard = Array.from({ length: 4 }, () => plainSection('x'.repeat(3_000)));
    const drawn = withinBudget([cuttable('tags', plainSection(`Tags\n${'y'.repeat(2_000)}`)), ...hard]);
    expect(textOf(drawn[0])).toBe(`Tags\n${'y'.repeat(34)}…`);
  });
});

describe('a text', () => {
  test('weighs what Slack keeps of it, and is cut to that', () => {
    fc.assert(
      fc.property(word.map(shown), fc.integer({ min: 1, max: 3_000 }), (text, limit) => {
        const cut = clipped(text, limit);
        expect(weigh(cut)).toBeLessThanOrEqual(limit);
        expect(weigh(text) === [...escaped(text)].length || weigh(text) > 3_000).toBe(true);
        if (weigh(text) <= limit) expect(cut).toBe(text);
        else expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });
});

describe('the ID of a block', () => {
  const ids = (given: readonly Part[]) => message('x', given).blocks.map(({ block_id }) => block_id);

  test('is the same for the same content, another for another, and unique in its message', () => {
    fc.assert(
      fc.property(parts, section, (given, more) => {
        const all = ids(given);
        expect(ids(given)).toEqual(all);
        expect(new Set(all).size).toBe(all.length);
        // What stands elsewhere changes nothing here.
        expect(ids([plainSection('x'), more])[0]).toBe(ids([plainSection('x')])[0]);
        const other = plainSection(`${more.text.text.slice(0, 100)}!`);
        if (other.text.text !== more.text.text) expect(ids([other])).not.toEqual(ids([more]));
        for (const id of all) expect(id?.length).toBeLessThanOrEqual(255);
      }),
    );
  });
});
