import type { PythonModule } from '../python/module';
import { textValue } from '../python/values';
import { type FileFindings, sourceFlow } from '../source-flow';

/** Finds the sessions of nox. */
export function noxSessions(module: PythonModule): FileFindings {
  const sessions = module.decorated.filter(({ target }) => ['nox.session', 'nox.sessions.session'].includes(target));
  const flows = sessions.map(({ name: originalName, keywords, line, docstring: description }) => {
    const name = textValue(keywords.get('name'), module) ?? originalName;
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
  return { flows };
}
