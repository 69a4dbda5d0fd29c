const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { buildSync, version } = require('esbuild');

const own = readFileSync(__filename);

/** The `package.json` of a file's package: with another version, other files of the package change too. */
const manifestOf = (path) =>
  readFileSync(path.replace(/(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+).*/, '$1/package.json'));

/**
 * Makes one file of a package of many. Each test file loads its modules anew, and jest takes longer to find a module
 * than to run it. What others share, so that there is one of it, stays outside.
 */
module.exports = {
  getCacheKey: (text, path) =>
    createHash('sha1').update(own).update(manifestOf(path)).update([version, path, text].join('\0')).digest('hex'),
  process(_, path) {
    const { outputFiles } = buildSync({
      entryPoints: [path],
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'node',
      target: 'es2022',
      external: ['cdk8s', 'constructs'],
      logLevel: 'error',
    });
    return { code: outputFiles[0].text };
  },
};
