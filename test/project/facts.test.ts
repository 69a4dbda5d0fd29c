import { sources, textOf } from './repository';

/** Lines of code without comments and without the advice in the registry of codes, by file. */
const code = sources()
  .filter((file) => !file.startsWith('kubernetes/') && !file.startsWith('diagnostics/codes/'))
  .flatMap((file) => (textOf(`src/${file}`) ?? '').split('\n').map((line) => ({ file, line: line.trim() })))
  .filter(({ line }) => !/^(\/?\*|\/\/)/.test(line));

function filesWith(pattern: RegExp): string[] {
  return [...new Set(code.filter(({ line }) => pattern.test(line)).map(({ file }) => file))];
}

describe('only src/kubernetes', () => {
  it('names the labels and annotations that towpath writes', () => {
    expect(filesWith(/app\.kubernetes\.io\/|applyset\.kubernetes\.io\/|towpath\.dev\//)).toEqual([]);
  });

  it('takes an apiVersion apart', () => {
    expect(filesWith(/apiVersion\)?\.(split|indexOf|lastIndexOf|startsWith)\(/)).toEqual([]);
  });

  it('lists the kinds that run pods', () => {
    expect(filesWith(/(^|[,[] ?)'(StatefulSet|DaemonSet)(\.apps)?'[,\]]/)).toEqual([]);
  });
});
