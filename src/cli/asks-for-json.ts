import { ownVariables } from '../files/variables';

/** Whether a call asks for JSON, also one that commander refuses before it reads the option. */
export function asksForJson(args: readonly string[]): boolean {
  const given = args.findLast(
    (arg, at) => ['-o', '--output'].includes(args[at - 1] ?? '') || /^(-o=?|--output=)./.test(arg),
  );
  return (given?.replace(/^(-o=?|--output=)/, '') ?? ownVariables().TOWPATH_OUTPUT) === 'json';
}
