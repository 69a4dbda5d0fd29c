const Sequencer = require('@jest/test-sequencer').default;

/** Small files that take long. On a new machine jest begins with large files, and would run these alone at the end. */
const long = ['test/project/types.test.ts', 'test/scenarios/in-memory.test.ts'];

module.exports = class extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => long.some((file) => path.replaceAll('\\', '/').endsWith(file));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
