import type { ChildProcess } from 'node:child_process';

/** Under which the setup tells the tests what there is. */
export const variable = 'TOWPATH_TEST_PULUMI';

/** What the setup leaves for the teardown: jest promises them nothing in common but the global object. */
export const running = globalThis as { towpathPulumiKeeper?: ChildProcess };
