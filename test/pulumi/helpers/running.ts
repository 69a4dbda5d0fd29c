import type { ChildProcess } from 'node:child_process';

/** The environment variable with which the setup tells the tests what is available. */
export const variable = 'TOWPATH_TEST_PULUMI';

/** Data that the setup leaves for the teardown. In jest, they share only the global object. */
export const running = globalThis as { towpathPulumiKeeper?: ChildProcess };
