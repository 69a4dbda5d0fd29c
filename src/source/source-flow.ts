import { posix } from 'node:path';
import type { Issue } from '../diagnostics';

/** What starts a flow. `prefect-deployment` is a deployment of a flow that is in another repository. */
export type SourceKind =
  | 'prefect'
  | 'prefect-deployment'
  | 'airflow'
  | 'dagster'
  | 'celery'
  | 'celery-beat'
  | 'rq'
  | 'web'
  | 'script'
  | 'nox'
  | 'main';

/** A flow that was found in the files of a repository. */
export interface SourceFlow {
  /** The same in each run while the file and the name stay the same. Unique in a repository. */
  readonly id: string;
  readonly kind: SourceKind;
  /** The name that the framework shows. */
  readonly name: string;
  /** The name in the code, such as that of the function. */
  readonly originalName: string;
  /** The path of the file, relative to the folder that was searched. */
  readonly file: string;
  readonly line: number;
  /** The docstring or the description; empty without one. */
  readonly description: string;
  /** The folders of the file. */
  readonly grouping: readonly string[];
  /** The program and its arguments, as they are started in the folder that was searched. */
  readonly command: readonly string[];
  /** The place that sets the command, if a file such as a Procfile does. Without it, the command is the framework's own. */
  readonly commandFrom?: CommandPlace;
  /** The schedule as the code has it, such as `0 6 * * *`. Absent without one, and if several deployments differ. */
  readonly schedule?: string;
  /** What starts the flow under a name of its own: deployments of Prefect, schedules of Dagster, entries of Celery beat. */
  readonly deployments?: readonly SourceDeployment[];
}

/** A process of a Procfile, a service of a Compose file, or a Dockerfile. */
export interface CommandPlace {
  /** The name of the process or the service. For a Dockerfile, that of its folder. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

export interface SourceDeployment {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly schedule?: string;
}

/** A deployment, and the flow that it starts. */
export interface DeploymentOf extends SourceDeployment {
  /** The file and the name in the code. Without a file, the name stands for a flow of any file. */
  readonly of: { readonly file?: string; readonly symbol: string };
}

/** A command of a Procfile, a Dockerfile or a Compose file that starts a known program. */
export interface FoundCommand extends CommandPlace {
  readonly kind: SourceKind;
  readonly command: readonly string[];
  /** The module that the program loads, such as `shop.app`. */
  readonly module?: string;
}

/** What one file declares. */
export interface FileFindings {
  readonly flows?: readonly SourceFlow[];
  readonly deployments?: readonly DeploymentOf[];
  readonly commands?: readonly FoundCommand[];
  readonly issues?: readonly Issue[];
}

type Parts = Pick<SourceFlow, 'kind' | 'name' | 'file' | 'line' | 'command'> &
  Partial<Pick<SourceFlow, 'originalName' | 'description' | 'commandFrom'>> & {
    readonly schedule?: string | undefined;
  };

export function sourceFlow({ originalName, description, schedule, ...parts }: Parts): SourceFlow {
  const symbol = originalName ?? parts.name;
  const folder = posix.dirname(parts.file);
  return {
    id: `${parts.kind}:${parts.file}:${symbol}`,
    ...parts,
    originalName: symbol,
    description: description ?? '',
    grouping: folder === '.' ? [] : folder.split('/'),
    ...(schedule !== undefined && { schedule }),
  };
}
