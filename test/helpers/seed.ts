import fc from '../../node_modules/fast-check/lib/cjs/fast-check';

/**
 * What a test gets that imports fast-check: whatever it draws follows from one seed, and so is the same in each run.
 * `npm run test:random` hands in other seeds.
 */
const { towpathSeed = 20_261_128 } = globalThis as { towpathSeed?: number };
fc.configureGlobal({ seed: towpathSeed });

export default fc;
