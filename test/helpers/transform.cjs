const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync, version } = require('esbuild');

const own = readFileSync(__filename);
const options = {
  loader: 'ts',
  format: 'cjs',
  target: 'es2022',
  // Jest loads modules itself.
  supported: { 'dynamic-import': false },
  sourcemap: 'external',
  sourcesContent: false,
};

/** esbuild defines exports as getters. TypeScript writes plain properties, which are faster and which a test can replace. */
const getter = /\{ get: ((?:\(\) => )?\w+\[\w+\]), /g;
const plainExports = `
for (const name in module.exports)
  Object.defineProperty(module.exports, name, { value: module.exports[name], writable: true });`;

/** Makes the JavaScript that jest runs. It does not check types: `npm test` does so before. */
module.exports = {
  getCacheKey: (text, path) => createHash('sha1').update(own).update([version, path, text].join('\0')).digest('hex'),
  process(text, path) {
    const { code, map } = transformSync(text, { ...options, sourcefile: path });
    return { code: code.replace(getter, '{ configurable: true, get: $1, ') + plainExports, map };
  },
};
