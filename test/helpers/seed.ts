import fc from 'fast-check';

/**
 * Loaded before each test file: whatever fast-check draws follows from one seed, and so is the same in each run.
 * `npm run test:random` hands in other seeds.
 */
const { towpathSeed = 20_261_128 } = globalThis as { towpathSeed?: number };
fc.configureGlobal({ seed: towpathSeed });
