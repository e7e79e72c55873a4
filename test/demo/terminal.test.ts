import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Terminal } from '../../demo/terminal.ts';

let written: string[];

function terminal(colour = false): Terminal {
  return new Terminal({ write: (text) => written.push(text), colour });
}

beforeEach(() => {
  written = [];
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("The demo's terminal", () => {
  it('writes an event on one line: time, who, what', () => {
    terminal().event('Erin', 'one\n  two');
    expect(written).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d {2}Erin {10}one two\n$/)]);
  });

  it('cuts what is too long for a line', () => {
    terminal().event('Bot', 'x'.repeat(500));
    expect(written[0]?.length).toBeLessThan(190);
    expect(written[0]).toMatch(/x…\n$/);
  });

  it('uses colour codes only where it may', () => {
    terminal().event('Erin', 'x');
    terminal(true).event('Erin', 'x');
    expect(written.map((line) => line.includes('\u001b'))).toEqual([false, true]);
  });

  it('dates events by the clock that it is given, and says when another day has come', () => {
    let now = new Date(2031, 5, 6, 7, 8, 9).getTime();
    const talking = terminal();
    talking.dateBy(() => now);
    talking.event('Erin', 'one');
    now += 24 * 3_600_000;
    talking.event('Erin', 'two');
    talking.event('Erin', 'three');
    expect(written.map((line) => line.trimEnd())).toEqual([
      '07:08:09  Erin          one',
      '7 Jun 2031',
      '07:08:09  Erin          two',
      '07:08:09  Erin          three',
    ]);
  });

  it('is never silent for two seconds while something is under way', () => {
    let doing: string | undefined = 'the order';
    const talking = terminal();
    const stop = talking.keepTalking(() => doing);
    vi.advanceTimersByTime(1999);
    expect(written).toEqual([expect.stringContaining('waiting: the order')]);
    vi.advanceTimersByTime(4000);
    expect(written).toHaveLength(3);
    doing = undefined;
    vi.advanceTimersByTime(60_000);
    expect(written).toHaveLength(3);
    doing = 'again';
    stop();
    vi.advanceTimersByTime(60_000);
    expect(written).toHaveLength(3);
  });
});
