import { parseArgs } from 'node:util';
import { FORMS, type Form } from './form.ts';
import type { Engine } from './store/databases.ts';

/** What a run is asked for. */
export interface Asked {
  form: Form;
  engines: Engine[];
  /** Names of measures; all where there are none. */
  names: string[];
  /** Nothing of the form is left out. */
  whole: boolean;
  record: boolean;
  check: boolean;
  plot: boolean;
}

const HELP = `npm run bench -- [NAME...] [--short] [--engine sqlite|postgres] [--check] [--record] [--plot]`;

/** Reads the command line; throws what is wrong with it, in words. */
export function readCommandLine(args: string[], known: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      plot: { type: 'boolean', default: false },
      engine: { type: 'string' },
    },
  });
  for (const name of positionals) {
    if (!known.includes(name))
      throw new Error(`${name} is not measured. Known: ${known.join(', ')}.\n${HELP}`);
  }
  const { engine, short, record, check, plot } = values;
  if (engine !== undefined && engine !== 'sqlite' && engine !== 'postgres')
    throw new Error(`${engine} is no engine.\n${HELP}`);
  return {
    form: short ? FORMS.short : FORMS.full,
    engines: engine ? [engine] : short ? ['sqlite'] : ['sqlite', 'postgres'],
    names: positionals,
    whole: positionals.length === 0 && engine === undefined,
    record,
    check,
    plot,
  };
}
