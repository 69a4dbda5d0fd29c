#!/usr/bin/env node
import { keepCompiledCode } from './compiled-code/keep';

// With it, a stack trace names files and lines of the source, and not of the bundle.
if (process.env.TOWPATH_DEBUG) process.setSourceMapsEnabled(true);
// The rest is loaded afterwards, so that Node compiles it once and not at each start.
keepCompiledCode(process.argv[2] ?? '');
require('./start');
