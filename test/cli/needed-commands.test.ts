import { neededCommands } from '../../src/cli/command-loaders';
import { program } from '../../src/cli/program';
import { summaries } from '../../src/cli/summaries';
import type { Terminal } from '../../src/cli/terminal';

test('each command has the name under which it is found', () => {
  expect(program({} as Terminal).commands.map((command) => command.name())).toEqual(Object.keys(summaries));
});

test.each<[string, readonly string[]]>([
  ['', []],
  ['--help', []],
  ['help', []],
  ['help synth', ['synth']],
  ['-C folder help synth', ['synth']],
  ['help sinth', []],
  ['-vh', []],
  ['--hel', []],
  ['sinth --help', []],
  ['-C', []],
  ['--version', []],
  ['-v', []],
  ['sinth', []],
  ['-C synth sinth', []],
  ['synth', ['synth']],
  ['synth --help', ['synth']],
  ['-C folder synth', ['synth']],
  ['-Cfolder synth deploy', ['synth']],
  ['--directory synth deploy', ['deploy']],
  ['-- synth', ['synth']],
])('towpath %s needs the right commands', (call, expected) => {
  expect(neededCommands(call.split(' ').filter(Boolean))).toEqual(expected);
});
