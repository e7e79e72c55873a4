import { everyClickUnder } from './support/every-click.ts';

everyClickUnder('fresh');
