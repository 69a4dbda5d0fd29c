import { codes } from '../../src/diagnostics/codes';
import { forbiddenSign } from '../helpers/arbitrary/hostile';

/**
 * What in an output a terminal or a CI system would obey, or a person would take for ours: each with its line.
 *
 * @param isYaml whether it may hold texts in lines of their own: those are indented, and may hold tabs
 */
export function obeyed(output: string, isYaml = false): string[] {
  const lines = (isYaml ? output.replaceAll('\t', ' ') : output).split('\n');
  return lines.flatMap((line) => [
    ...(forbiddenSign.test(line) ? [`sign: ${JSON.stringify(line)}`] : []),
    ...(/^\s*::/.test(line) || /##(vso|teamcity)?\[/i.test(line) ? [`command: ${JSON.stringify(line)}`] : []),
    ...(isForged(isYaml ? line : line.trim()) ? [`issue: ${JSON.stringify(line)}`] : []),
    ...(/this is a bug in towpath|^failed: |^ {4}at /.test(line) ? [`fault: ${JSON.stringify(line)}`] : []),
  ]);
}

function isForged(line: string): boolean {
  const [, code] = /^(?:error|warning) ([\w-]+):/.exec(line) ?? [];
  return code !== undefined && !(code in codes);
}
