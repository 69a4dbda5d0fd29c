#!/usr/bin/env node
import { keepCompiledCode } from './compiled-code/keep';
import { outputs } from './outputs';
import { isCommand } from './summaries';

const [first = '', ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-v')) showVersion();
else start();

function showVersion(): void {
  const { packageVersion } = require('../files/package-version') as typeof import('../files/package-version');
  outputs.write('stdout', `${packageVersion}\n`);
}

function start(): void {
  // With it, a stack trace names files and lines of the source, and not of the bundle.
  if (process.env.TOWPATH_DEBUG) process.setSourceMapsEnabled(true);
  // The rest is loaded afterwards, so that Node compiles it once and not at each start.
  keepCompiledCode(isCommand(first) ? first : '');
  require('./start');
}
