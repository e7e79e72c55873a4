import type { ControlOptions } from '../types.ts';
import { watchAws } from './aws.ts';
import { watchBots } from './bots.ts';
import { Journal } from './journal.ts';
import { watchSlack } from './slack.ts';
import { Subjects } from './subjects.ts';

/** Begins a journal of all that happens; `stop` ends it. */
export function keepJournal({ workspace, aws, channel, bots }: ControlOptions): {
  journal: Journal;
  subjects: Subjects;
  stop: () => void;
} {
  const journal = new Journal();
  const subjects = new Subjects(channel);
  const stops = [
    watchSlack(workspace, journal, subjects),
    watchAws(aws, journal, subjects),
    bots ? watchBots(bots, journal) : () => {},
  ];
  return {
    journal,
    subjects,
    stop() {
      for (const stop of stops) stop();
    },
  };
}
