const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest compiles each module again for each test file that loads it, which takes a tenth of all time. The first
 * compilation of a module is kept for the other test files of the same worker.
 */
const { compileFunction } = vm;
const kept = new Map();

vm.compileFunction = (code, parameters, options) => {
  const first = kept.get(options.filename);
  if (first?.code === code) return compileFunction(code, parameters, { ...options, cachedData: first.cachedData });
  const compiled = compileFunction(code, parameters, { ...options, produceCachedData: true });
  if (compiled.cachedData) kept.set(options.filename, { code, cachedData: compiled.cachedData });
  return compiled;
};

module.exports = TestEnvironment;
