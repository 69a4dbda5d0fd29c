import { type FileFindings, sourceFlow } from '../source-flow';

/** Reads the scripts of a setup.cfg: the lines `name = module:function` of `console_scripts` and `gui_scripts`. */
export function setupScripts(file: string, text: string): FileFindings {
  const flows: ReturnType<typeof sourceFlow>[] = [];
  let section = '';
  let key = '';
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const [head = '', ...rest] = line.split('=');
    if (line.startsWith('[')) section = line.trim();
    else if (!/^\s/.test(line)) key = head.trim();
    const isScript = section === '[options.entry_points]' && (key === 'console_scripts' || key === 'gui_scripts');
    if (!isScript || !/^\s/.test(line)) continue;
    const name = head.trim();
    if (rest.length > 0) flows.push(sourceFlow({ kind: 'script', name, file, line: index + 1, command: [name] }));
  }
  return { flows };
}
