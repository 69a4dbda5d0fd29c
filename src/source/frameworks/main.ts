import { programName } from '../module-name';
import type { PythonModule } from '../python/module';
import { type FileFindings, sourceFlow } from '../source-flow';

/** Finds a file that can be started as a program. */
export function mainPrograms({ file, mains, lineAt, docstring: description }: PythonModule): FileFindings {
  const [main] = mains;
  if (!main) return {};
  const flow = sourceFlow({
    kind: 'main',
    name: programName(file),
    originalName: '__main__',
    file,
    line: lineAt(main.from),
    description,
    command: ['python', file],
  });
  return { flows: [flow] };
}
