import { everyClickUnder } from './support/every-click.ts';

everyClickUnder('no_rule', 'stricter', 'groups_unchecked', 'away');
