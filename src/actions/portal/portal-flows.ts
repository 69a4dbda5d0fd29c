import { join } from 'node:path';
import type { Issue } from '../../diagnostics';
import { isWithin, shownPath } from '../../files/real-path';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import { type ComparedFlow, compareFlows } from '../flows/compare-flows';
import { editorFolder } from './editor-folder';
import { isPortalPath, portalText } from './portal-text';

/** `FlowDetails` of acme-portal-sdk 1.2. Its reader accepts exactly these keys. */
export interface PortalFlow {
  readonly name: string;
  readonly original_name: string;
  readonly description: string;
  readonly id: string;
  readonly source_path: string;
  readonly source_relative: string;
  readonly line_number: number | null;
  readonly grouping: readonly string[];
  readonly child_attributes: Readonly<Record<string, string | number | boolean>>;
}

/** The name of a declared flow for the extension; `towpath deploy` and `towpath promote` take it. */
export function portalFlowName(application: string, flow: string): string {
  return `${application}/${flow}`;
}

/**
 * The declared flows and those of the source, as the extension acme-portal of VS Code reads them. A flow whose path has
 * characters that the extension cannot send back is left out.
 */
export async function portalFlows(
  options: LoadOptions = {},
): Promise<{ readonly flows: readonly PortalFlow[]; readonly issues: readonly Issue[] }> {
  checkOptions(options);
  const root = workspaceRoot(options.root);
  const { flows, issues, source } = await compareFlows({ ...options, root });
  const folders = { root, source, editor: editorFolder(root) };
  const shown = flows.map((flow) => portalFlow(flow, folders));
  return { flows: withUniqueNames(shown.filter((flow) => isPortalPath(flow.source_relative))), issues };
}

interface Folders {
  readonly root: string;
  /** The folder that was searched for flows. */
  readonly source: string;
  /** The folder that the user opens in the editor. */
  readonly editor: string;
}

function portalFlow(compared: ComparedFlow, folders: Folders): PortalFlow {
  const { application, flow, kind, file, source, environments, differences } = compared;
  const name = application === undefined ? flow : portalFlowName(application, flow);
  const [folder, path] = source ? [folders.source, source.file] : [folders.root, file ?? 'towpath.yaml'];
  const place = join(folder, path);
  const groups = application === undefined ? ['not declared', ...(source?.grouping ?? [])] : [application];
  const versions = environments.map(({ environment, tag, digest, external }): [string, string] => [
    `version in ${environment}`,
    external ?? tag ?? digest ?? '',
  ]);
  const attributes: [string, string | boolean][] = [
    ['kind', kind ?? ''],
    ['declared', application !== undefined],
    ['schedule', source?.schedule ?? ''],
    ['command', source?.command.join(' ') ?? ''],
    ...versions,
    ...differences.map(({ field, declared, found }): [string, string] => [`other ${field}`, `${declared} / ${found}`]),
  ];
  return {
    name: portalText(name),
    original_name: portalText(source?.originalName ?? flow),
    description: portalText(source?.description ?? ''),
    id: portalText(application === undefined ? (source?.id ?? flow) : name),
    source_path: place,
    source_relative: isWithin(folders.editor, place) ? shownPath(folders.editor, place) : path,
    line_number: source?.line ?? null,
    // The extension has a group of this name itself.
    grouping: groups.map((group) => (group === 'root' ? 'root folder' : portalText(group))),
    child_attributes: Object.fromEntries(
      attributes
        .filter(([, value]) => value !== '')
        .map(([key, value]) => [portalText(key), typeof value === 'string' ? portalText(value) : value]),
    ),
  };
}

/** Gives each flow a name that no other flow has, because the extension finds the flow of a deployment by its name. */
function withUniqueNames(flows: readonly PortalFlow[]): PortalFlow[] {
  const names = new Set<string>();
  return flows.map((flow) => {
    let name = flow.name;
    if (names.has(name)) name = `${flow.name} (${flow.source_relative})`;
    for (let number = 2; names.has(name); number++) name = `${flow.name} (${flow.source_relative} ${number})`;
    names.add(name);
    return { ...flow, name };
  });
}
