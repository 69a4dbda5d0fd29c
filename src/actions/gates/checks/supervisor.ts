/**
 * A program for Node.js that runs another program, the arguments, in a group of processes of its own. It kills the whole
 * group when its standard input is closed, which also happens when the process that started it is killed, and when the
 * program has ended, so that nothing stays that the program started. It ends with the code of the program. Both outputs of
 * the program go to one pipe, so that their lines keep their order.
 */
export const supervisor = `
const { spawn } = require('node:child_process');
const [program, ...args] = process.argv.slice(1);
const child = spawn(program, args, { stdio: ['ignore', 1, 1], detached: true });
const end = (code) => {
  try {
    if (child.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {}
  process.exit(code);
};
child.on('error', (error) => {
  process.stderr.write(error.message + '\\n', () => end(127));
});
child.on('exit', (code) => end(code ?? 137));
process.stdin.on('close', () => end(143)).on('error', () => {}).resume();
`;
