import type { ChildProcess } from 'node:child_process';
import { ended, type Outcome, type RunOptions, startTowpath as startAnywhere } from '../../helpers/cli';
import { server } from './server';

export interface TowpathOptions extends RunOptions {
  /** The workspace. */
  readonly cwd: string;
  /** All rights on the server of this run, in the context `loopback`, when it is not said. */
  readonly kubeconfig?: string;
}

/** Runs `towpath` as a process of its own, on the server of a kubeconfig and no other, to its end. */
export function towpath(args: readonly string[], options: TowpathOptions): Promise<Outcome> {
  return ended(startTowpath(args, options));
}

/** The same, to be killed meanwhile; `ended` tells how it ended. */
export function startTowpath(
  args: readonly string[],
  { cwd, kubeconfig = server().kubeconfig, ...options }: TowpathOptions,
): ChildProcess {
  return startAnywhere(cwd, args, { ...options, env: { ...options.env, KUBECONFIG: kubeconfig } });
}

export { ended };
