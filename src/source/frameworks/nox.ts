import type { Issue } from '../../diagnostics';
import type { PythonModule } from '../python/module';
import { givenName } from '../python/values';
import { type FileFindings, sourceFlow } from '../source-flow';
import { computedName } from './computed-name';

/** Finds the sessions of nox. */
export function noxSessions(module: PythonModule): FileFindings {
  const sessions = module.decorated.filter(({ target }) => ['nox.session', 'nox.sessions.session'].includes(target));
  const issues: Issue[] = [];
  const flows = sessions.flatMap(({ name: originalName, keywords, line, docstring: description }) => {
    const name = givenName(keywords.get('name'), module, originalName);
    if (name === undefined) {
      issues.push(computedName('The session', module.file, line));
      return [];
    }
    return sourceFlow({
      kind: 'nox',
      name,
      originalName,
      file: module.file,
      line,
      description,
      command: ['nox', '-f', module.file, '-s', name],
    });
  });
  return { flows, issues };
}
