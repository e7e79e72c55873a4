import { pairsClickedOver } from './support/sockets.ts';

pairsClickedOver('socket');
