import { writeSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { type IssueCode, printable } from '../diagnostics';
import { observeUserCode } from '../workspace/user-code';
import { assertOpenOutputs, noteOutputs } from './closed-outputs';
import { endNow } from './exit-guard';

/** How long code of an application may run before a message names it. Milliseconds. */
const patienceMs = 3000;

let running: string | undefined;

/** The file whose code runs now; undefined if none does. */
export function runningCode(): string | undefined {
  return running;
}

/**
 * Reports code of applications that runs long, and may never end. A thread of its own watches it, because the code may
 * keep the main thread busy.
 *
 * @param prepare called once, before the first of this code runs
 */
export function reportSlowCode(prepare: () => void): void {
  let worker: Worker | undefined;
  observeUserCode((name) => {
    if (name === undefined) assertOpenOutputs(running);
    running = name;
    listenToSignals(name === undefined);
    if (name !== undefined && !worker) {
      noteOutputs();
      prepare();
      const { Worker } = require('node:worker_threads') as typeof import('node:worker_threads');
      worker = new Worker(WATCHER, { eval: true, stdin: false, workerData: { patienceMs } });
      worker.on('error', () => {}); // without the thread there is no message
      worker.unref();
    }
    worker?.postMessage(
      name === undefined ? '' : `the code of ${printable(name)} is still running; press Ctrl-C to end it\n`,
    );
  }, endWithBrokenBuiltins);
}

/**
 * Reports an application that replaced built-ins for good, and ends the process. It uses only functions that the
 * application cannot have replaced for good.
 */
function endWithBrokenBuiltins(message: string): void {
  writeSync(2, `error ${'application-changes-builtins' satisfies IssueCode}: ${message}\n`);
  endNow(2);
}

/** The functions that handle Ctrl-C and SIGTERM, while they are set aside. */
const handlers = new Map<NodeJS.Signals, NodeJS.SignalsListener[]>();

/** Code that keeps the main thread busy would delay a handler for ever, so that without one the system ends the process. */
function listenToSignals(isListening: boolean): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const kept = handlers.get(signal) ?? (process.listeners(signal) as NodeJS.SignalsListener[]);
    process.removeAllListeners(signal);
    if (isListening) for (const handler of kept) process.on(signal, handler);
    if (isListening) handlers.delete(signal);
    else handlers.set(signal, kept);
  }
}

/** The code of the thread. It runs alone, so it imports nothing of towpath. */
const WATCHER = `
const { parentPort, workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
let timer;
parentPort.on('message', (message) => {
  clearTimeout(timer);
  if (message !== '') timer = setTimeout(() => { try { writeSync(2, message); } catch {} }, workerData.patienceMs);
});
`;
