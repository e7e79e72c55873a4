import { type OpenTown, openTown, type Town } from '../../soak/support/town.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { createReplicas, type Replicas } from './replicas.ts';
import { callWitness } from './witness.ts';

/** How Slack's calls come: over each bot's own connections, or by HTTP through a balancer. */
export type Mode = 'socket' | 'http';

/** Three bots on one PostgreSQL, in a town of people. */
export interface Rig {
  town: Town;
  cluster: Cluster;
  replicas: Replicas;
  balancer: Balancer | undefined;
  /** Takes all away, however things stand. */
  close(): Promise<void>;
}

/** The town's seconds per second of the wall. */
export const SPEED = 2;
const REPLICAS = 3;

/** Starts PostgreSQL, the witness, and three bots that are ready. */
export async function openRig(mode: Mode, options: OpenTown = {}): Promise<Rig> {
  const cluster = await startCluster();
  const town = await openTown(cluster.url, { speed: SPEED, ...options });
  const balancer = mode === 'http' ? await startBalancer() : undefined;
  if (balancer) town.slack.setRequestUrl(balancer.url);
  const replicas = createReplicas(town, cluster.url, balancer);
  const rig = {
    town,
    cluster,
    replicas,
    balancer,
    async close() {
      replicas.abandon();
      await balancer?.close();
      await town.close();
      await cluster.close();
    },
  };
  try {
    await replicas.start();
    await callWitness(cluster);
    await Promise.all(Array.from({ length: REPLICAS - 1 }, () => replicas.start()));
    return rig;
  } catch (error) {
    await rig.close();
    throw error;
  }
}
