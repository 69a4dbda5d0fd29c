import { join } from 'node:path';
import { readEnvironments } from '../../environments/folder';
import { statIfThere } from '../../files/stat';
import { findSourceFlows } from '../../source/find-source-flows';
import { readSetup } from '../../source/setup/read-setup';
import type { Place, Setup } from '../../source/setup/setup';
import { applicationIds } from '../../workspace/application-files';
import { checkOptions } from '../../workspace/check-options';
import { usualFolder } from '../../workspace/missing-workspace';
import { workspaceFile } from '../../workspace/workspace-file';
import { hasWorkspaceFolders } from '../../workspace/workspace-folders';
import { workspaceRoot } from '../../workspace/workspace-root';
import { adoptCommands } from './adopt-commands';
import { checkName, defaultName } from './application-name';
import { checkWorkflow } from './ci';
import { packageManagerOf } from './package-manager';
import { pythonEnvironments } from './python/environments';
import { printProposed } from './python/print-application';
import type { Guess, ProposedFlow } from './python/proposal';
import { proposeApplication } from './python/propose-application';
import { sourceWorkspace } from './workspace-files';

export interface ProposeInitOptions {
  /** The root of the repository. @default the current folder */
  readonly root?: string | undefined;
  /** Id of the application. @default the name of the folder */
  readonly name?: string | undefined;
}

/** A flow or a store of a proposed application. */
export interface ProposedPart {
  readonly id: string;
  /** The kind, with the port, the schedule or the image: `service 8000`, `schedule @daily`, `store redis:7.4`. */
  readonly detail: string;
  /** Absent for an example. */
  readonly from?: Place;
}

/** A workspace for a repository that exists, before anything is written. */
export interface InitProposal {
  readonly application: string;
  /** The folder of the workspace: `deploy`, or empty where the root of the repository has a package.json. */
  readonly folder: string;
  /** The flows and stores of the application, and where each was found. Empty if `adopt` is the way. */
  readonly parts: readonly ProposedPart[];
  /** What the proposal assumes. */
  readonly guesses: readonly Guess[];
  /** Commands that take over what runs today. Not empty if the repository has objects of Kubernetes. */
  readonly adopt: readonly string[];
  /** Texts of files in the folder of the workspace. */
  readonly applications: Readonly<Record<string, string>>;
  readonly environments: Readonly<Record<string, string>>;
  readonly common: Readonly<Record<string, string>>;
  /** Texts of files that are relative to the root of the repository. */
  readonly around: Readonly<Record<string, string>>;
}

/**
 * Reads a repository, and proposes a workspace for the programs in it. Nothing is imported, run or written. Each guess
 * says which file and line it is from.
 *
 * @returns undefined for a folder that is a workspace, and for one without Python and without objects of Kubernetes
 * @throws TowpathError `invalid-name` for a name that an application cannot have
 */
export async function proposeInit(options: ProposeInitOptions = {}): Promise<InitProposal | undefined> {
  checkOptions(options);
  const root = workspaceRoot(options.root ?? '.');
  if (isWorkspace(root)) return undefined;
  const setup = readSetup(root);
  if (!setup.isPython && setup.manifests.length === 0) return undefined;
  const application = options.name ?? defaultName(root);
  checkName(application);
  const folder = hasFile(root, 'package.json') && !hasWorkspaceFolders(root) ? '' : usualFolder;
  const frame = { application, folder, ...frameTexts(root, folder) };
  if (setup.manifests.length > 0) return { ...frame, ...adopted(setup, application, folder) };
  const { flows: found } = await findSourceFlows(root);
  const proposed = proposeApplication(application, found, setup);
  const { flows, stores } = proposed;
  return {
    ...frame,
    parts: [
      ...flows.map(({ from, ...flow }) => ({
        id: flow.id,
        detail: detailOf(flow),
        ...(from.file !== '' && { from }),
      })),
      ...stores.map(({ id, image, from }) => ({ id, detail: `store ${image}`, from })),
    ],
    guesses: proposed.guesses,
    adopt: [],
    applications: { [`apps/${application}.ts`]: printProposed(proposed) },
    environments: pythonEnvironments(application),
  };
}

function detailOf({ kind, port, schedule, isSingle }: Omit<ProposedFlow, 'from'>): string {
  return [kind, port, schedule, isSingle && 'recreate']
    .filter((word) => word !== undefined && word !== false)
    .join(' ');
}

function adopted(setup: Setup, application: string, folder: string) {
  const adopt = adoptCommands(setup.manifests, application, folder);
  return { parts: [], guesses: [], adopt, applications: {}, environments: {} };
}

/** The files that depend on where the workspace is. */
function frameTexts(root: string, folder: string): Pick<InitProposal, 'common' | 'around'> {
  const isElsewhere = ['.gitlab-ci.yml', 'azure-pipelines.yml', 'bitbucket-pipelines.yml', 'Jenkinsfile'].some((file) =>
    hasFile(root, file),
  );
  return {
    common: folder === '' ? {} : { [workspaceFile]: sourceWorkspace },
    around: isElsewhere
      ? {}
      : { '.github/workflows/towpath.yml': checkWorkflow(folder, packageManagerOf(join(root, folder))) },
  };
}

function isWorkspace(root: string): boolean {
  if (hasFile(root, workspaceFile) || applicationIds(root).length > 0) return true;
  return readEnvironments(root).environments.length > 0;
}

function hasFile(root: string, file: string): boolean {
  return statIfThere(join(root, file)) !== undefined;
}
