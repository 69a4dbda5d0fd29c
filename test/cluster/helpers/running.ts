import type { ChildProcess } from 'node:child_process';

/** Under which the setup tells the tests what there is. */
export const variable = 'TOWPATH_TEST_CLUSTER';

/** Set where a server of an older Kubernetes can be started. */
export const olderVariable = 'TOWPATH_TEST_OLDER_SERVER';

/** What the setup leaves for the teardown: jest promises them nothing in common but the global object. */
export const running = globalThis as { towpathKeeper?: ChildProcess };
