import { everyClickUnder } from './support/every-click.ts';

everyClickUnder('earlier_revision', 'earlier_attempt', 'earlier_look', 'twice', 'frozen', 'dry_run');
