import { commands, neededCommands } from '../../src/cli/commands';
import { program } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';

const all = Object.keys(commands);

test('each command has the name under which it is found', () => {
  expect(program({} as Terminal).commands.map((command) => command.name())).toEqual(all);
});

test.each<[string, readonly string[]]>([
  ['', all],
  ['--help', all],
  ['help', all],
  ['help synth', all],
  ['-vh', all],
  ['--hel', all],
  ['sinth --help', all],
  ['-C', all],
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
