import { shellWord } from '../../data/shell-word';

/** The start of a kubectl command that reaches one cluster and namespace from any shell. */
export function kubectlFor(context: string, namespace: string | undefined): string {
  return ['kubectl', '--context', shellWord(context), ...(namespace === undefined ? [] : ['-n', namespace])].join(' ');
}
