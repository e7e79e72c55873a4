import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, IMAGE_ENV } from '../packaging/bundle.ts';
import { fillCache } from '../packaging/fill-cache.ts';
import type { Finding } from './finding.ts';
import type { Form } from './form.ts';
import type { World } from './stand-ins/calls.ts';
import type { Outside } from './stand-ins/outside.ts';
import { startOutside } from './stand-ins/outside.ts';
import { createDatabases, type Databases, type Engine } from './store/databases.ts';
import type { Mode } from './subjects/settings.ts';
import type { SubjectOptions } from './subjects/subject.ts';

/** What all measures of a run share. */
export interface Bench {
  form: Form;
  engines: readonly Engine[];
  outside: Outside;
  databases: Databases;
  /** What AWS offers, and has, where nothing else is said. */
  world: World;
  /** What an app is started with; files go to a folder of its own. */
  options(mode?: Mode): SubjectOptions;
  /** What the image holds, made when it is first asked for. */
  image(): Promise<Image>;
  /** Tells what is going on. */
  say(text: string): void;
  /** Keeps samples for the plots, in milliseconds. */
  keep(name: string, ours: readonly number[], peer?: readonly number[]): void;
  /** One order with every call and commit, where it was measured. */
  waterfall: Span[];
  samples: Map<string, { ours: readonly number[]; peer: readonly number[] }>;
  close(): Promise<void>;
}

/** The bundle, and the compiled code that the image's build leaves beside it. */
export interface Image {
  entry: string;
  /** The same without that code. */
  coldEntry: string;
  cache: string;
  /** What the image sets. */
  env: Record<string, string>;
}

/** Something that went on for a while; milliseconds from the click on. */
export interface Span {
  what: string;
  kind: 'click' | 'commit' | 'aws' | 'slack';
  from: number;
  to: number;
}

/** One thing that is measured. */
export interface Measure {
  name: string;
  run(bench: Bench): Promise<Finding[]>;
}

export interface BenchOptions {
  form: Form;
  engines: readonly Engine[];
  say: (text: string) => void;
}

/** Starts the stand-ins and makes a folder for everything; `close` takes both away. */
export async function openBench({ form, engines, say }: BenchOptions): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'interconnect-bot-bench-'));
  const outside = await startOutside();
  const options = (mode: Mode = 'http'): SubjectOptions => ({
    outside,
    mode,
    folder: mkdtempSync(join(folder, 'run-')),
    cache: join(folder, 'cache'),
  });
  const makeImage = async (): Promise<Image> => {
    const dist = join(folder, 'dist');
    const cold = join(folder, 'dist-cold');
    await bundle(dist);
    cpSync(dist, cold, { recursive: true });
    await fillCache(dist);
    const [entry, coldEntry] = [dist, cold].map((at) => join(at, 'main.mjs')) as [string, string];
    return { entry, coldEntry, cache: join(dist, 'cache'), env: IMAGE_ENV };
  };
  let image: Promise<Image> | undefined;
  const world: World = { locations: 20, lags: 5, ports: [], changing: 0 };
  outside.set(world);
  const samples: Bench['samples'] = new Map();
  const databases = createDatabases({ folder, options, say });
  return {
    form,
    engines,
    outside,
    databases,
    world,
    options,
    image: () => {
      image ??= makeImage();
      return image;
    },
    say,
    waterfall: [],
    samples,
    keep: (name, ours, peer = []) => void samples.set(name, { ours, peer }),
    async close() {
      await databases.close();
      await outside.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
