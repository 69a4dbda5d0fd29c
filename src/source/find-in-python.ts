import { parser } from '@lezer/python';
import { warningIssue } from '../diagnostics';
import { airflowDags } from './frameworks/airflow';
import { celeryFlows } from './frameworks/celery';
import { dagsterJobs } from './frameworks/dagster';
import { mainPrograms } from './frameworks/main';
import { noxSessions } from './frameworks/nox';
import { prefectFlows } from './frameworks/prefect';
import { rqWorkers } from './frameworks/rq';
import { webApplications } from './frameworks/web';
import { type PythonModule, readModule } from './python/module';
import type { FileFindings } from './source-flow';

const finders: readonly ((module: PythonModule) => FileFindings)[] = [
  ...[prefectFlows, airflowDags, dagsterJobs, celeryFlows, rqWorkers, webApplications, noxSessions],
];

/**
 * Finds the flows that a Python file declares. The file is parsed, and never run. What the parser cannot read is
 * reported, and the rest of the file is searched.
 *
 * @param file path relative to the folder that is searched, with `/`
 */
export function findInPython(file: string, text: string, mains = false): FileFindings {
  const source = text.replace(/^\uFEFF/, '');
  const module = readModule(file, source, parser.parse(source).topNode);
  const found = [...finders, ...(mains ? [mainPrograms] : [])].map((find) => find(module));
  const broken = module.brokenLine;
  const issues = broken === undefined ? [] : [notPython(file, broken)];
  return {
    flows: found.flatMap(({ flows = [] }) => flows),
    deployments: found.flatMap(({ deployments = [] }) => deployments),
    issues: [...issues, ...found.flatMap((part) => part.issues ?? [])],
  };
}

function notPython(file: string, line: number) {
  return warningIssue('source-invalid', `\`${file}\` is not valid Python 3 at line ${line}`, {
    hint: 'fix the file; flows near that line may be missing from the list',
    location: { file, line },
  });
}
