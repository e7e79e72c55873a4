import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Wire } from './wire.ts';

/** A browser of our own: without a window, a profile or a way to any other machine. */
export interface Browser {
  wire: Wire;
  /** Ends it, and what it started. */
  close(): Promise<void>;
}

const GOODBYE_MS = 3000;

const FLAGS = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/**
 * Starts the browser at this path. It ends with this process, however that ends: its pipe closes. Asked to leave, it
 * has so many milliseconds.
 */
export async function startBrowser(path: string, goodbyeMs = GOODBYE_MS): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'interconnect-browser-'));
  // Chromium refuses to keep its own sandbox where root starts it.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(path, [...FLAGS, ...asRoot, `--user-data-dir=${profile}`, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const kill = () => endGroup(child);
  process.once('exit', kill);
  const wire = new Wire(child.stdio[3] as Writable, child.stdio[4] as Readable);
  return {
    wire,
    async close() {
      const timer = setTimeout(kill, goodbyeMs);
      wire.send('Browser.close').catch(() => {});
      await ended;
      clearTimeout(timer);
      // What it started may outlive it.
      kill();
      process.off('exit', kill);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Ends the browser and its helpers, which are in a group of their own. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}
